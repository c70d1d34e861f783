namespace SageTasks.Testing;

/// <summary>Looks at bytes that pass.</summary>
internal delegate void BytesSeen(ReadOnlySpan<byte> bytes);
