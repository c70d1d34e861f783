using System.Text.RegularExpressions;

namespace SageTasks.Tower;

/// <summary>A label as users write it: <c>name</c>, or <c>name=value</c> for a resource label. Tower takes upper and lower case alike.</summary>
internal sealed partial record LabelName(string Name, string? Value)
{
    public static LabelName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var label = at < 0 ? new LabelName(text, null) : new LabelName(text[..at], text[(at + 1)..]);
        if (!Rule().IsMatch(label.Name) || label.Name.Length is < 2 or > 39)
        {
            throw new ArgumentException(
                $"'{text}' can't be a label: Tower wants 2 to 39 letters and digits, with single - or _ between them; a resource label is name=value.");
        }

        return label.Value is "" ? throw new ArgumentException($"The resource label '{text}' has no value.") : label;
    }

    public bool Is(Label label) =>
        string.Equals(label.Name, Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(label.Value ?? string.Empty, Value ?? string.Empty, StringComparison.Ordinal)
        && (label.Resource == true) == (Value is not null);

    public override string ToString() => Value is null ? Name : $"{Name}={Value}";

    [GeneratedRegex(@"\A[A-Za-z0-9]+([-_][A-Za-z0-9]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Rule();
}
