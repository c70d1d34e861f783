namespace SageTasks.Storage;

/// <summary>All bytes arrived, but they are not the ones that were announced. They were thrown away, and the destination is untouched.</summary>
public class DigestMismatchException : TransferException
{
    /// <summary>Creates the exception from both digests and the name of what was transferred.</summary>
    public DigestMismatchException(string name, Digest expected, Digest actual)
        : base($"{name}: expected {expected}, but the bytes that arrived have {actual}. They were thrown away. "
            + "The source may be damaged, or its recorded digest is wrong.")
    {
        Expected = expected;
        Actual = actual;
        CanRetry = false;
    }

    /// <summary>The digest that was announced.</summary>
    public Digest Expected { get; }

    /// <summary>The digest of what arrived.</summary>
    public Digest Actual { get; }
}
