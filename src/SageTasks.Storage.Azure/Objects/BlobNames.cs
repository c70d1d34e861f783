namespace SageTasks.Storage.Azure;

/// <summary>Which names can be addressed as they are.</summary>
internal static class BlobNames
{
    private const int Longest = 1024;

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? Problem(string name) => name switch
    {
        "" => "it names a container, not a blob in it",
        { Length: > Longest } => $"a blob's name has at most {Longest} characters",
        _ when name.StartsWith('/') || name.EndsWith('/') => "a slash at either end of a blob's name would get lost on the way",
        _ when name.Contains('\\', StringComparison.Ordinal) => "Azure takes a backslash in a blob's name for a slash",
        _ when Array.Exists(name.Split('/'), segment => segment is "." or "..") => "\".\" and \"..\" would mean another blob",
        _ => null,
    };
}
