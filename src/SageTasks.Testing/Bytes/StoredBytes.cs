namespace SageTasks.Testing;

/// <summary>A run of an object's bytes, in a file of its own.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Length">The number of bytes.</param>
internal sealed record StoredBytes(string File, long Length);
