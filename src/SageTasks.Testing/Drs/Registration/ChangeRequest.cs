namespace SageTasks.Testing.Drs;

/// <summary>The body of a change of one object: new access methods, more checksums, or its end.</summary>
internal sealed record ChangeRequest
{
    public IReadOnlyList<AccessMethod>? AccessMethods { get; init; }

    public IReadOnlyList<Checksum>? Checksums { get; init; }

    public bool? DeleteStorageData { get; init; }
}
