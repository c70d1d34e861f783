namespace SageTasks.Testing.Wes;

/// <summary>Names of files below a run's folder: relative, with slashes, and never out of it.</summary>
internal static class AttachmentName
{
    public static bool IsSafe(string name) =>
        name.Length > 0
        && !name.AsSpan().ContainsAnyInRange('\0', '\u001f')
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal)
        && name.Split('/').All(part => part is not ("" or "." or ".."));
}
