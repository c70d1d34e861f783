namespace SageTasks.Cavatica;

/// <summary>Names that a file may have.</summary>
internal static class UploadNames
{
    private const int MaxLength = 255;

    public static void Check(string name)
    {
        if (Problem(name) is { } problem)
        {
            throw new ArgumentException($"The name '{name}' {problem}. Nothing was sent.", nameof(name));
        }
    }

    public static string? Problem(string? name) => name switch
    {
        null or "" => "is empty",
        _ when name.Contains('/', StringComparison.Ordinal) => "holds a slash, and a file's name is not a path",
        { Length: > MaxLength } => FormattableString.Invariant($"has {name.Length} characters, and {MaxLength} are allowed"),
        "." or ".." => "is none",
        _ when name.Any(char.IsControl) => "holds a control character",
        _ => null,
    };
}
