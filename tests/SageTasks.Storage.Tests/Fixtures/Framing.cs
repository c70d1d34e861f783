namespace SageTasks.Storage.Tests;

/// <summary>How an answer tells where its body ends.</summary>
public enum Framing
{
    Length,
    Chunked,
    Connection,
}
