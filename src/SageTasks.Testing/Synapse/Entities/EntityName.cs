using System.Text.RegularExpressions;

namespace SageTasks.Testing.Synapse;

/// <summary>The rule for names of entities and of uploaded files.</summary>
internal static partial class EntityName
{
    private const int MaxLength = 256;

    public static string Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw SynapseError.Invalid("Name cannot be null or empty");
        }

        var trimmed = name.Trim();
        if (trimmed.Length > MaxLength)
        {
            throw SynapseError.Invalid($"Name must be {MaxLength} characters or less");
        }

        return Allowed().IsMatch(trimmed) ? trimmed : throw SynapseError.Invalid(
            $"Invalid Name: '{trimmed}'. Names may only contain: letters, numbers, spaces, underscores, hyphens, periods, plus signs, " +
            "apostrophes, and parentheses");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9,_. \-+()']+$", RegexOptions.None, 30_000)]
    private static partial Regex Allowed();
}
