namespace SageTasks.Storage;

/// <summary>What a store can do, as its makers state it. <see cref="StoreProbe"/> tries what a server may only pretend.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Reading a stretch of an object.</summary>
    public bool RangedRead { get; init; }

    /// <summary>Reading one version and failing when it was replaced.</summary>
    public bool PinnedRead { get; init; }

    /// <summary>Saying with the first bytes of an object what <see cref="IObjectSource.StatAsync"/> says of it (<see cref="ObjectBody.Info"/>), so
    /// that one request does for a small object.</summary>
    public bool DescribesOnRead { get; init; }

    /// <summary>Listing what lies under a prefix.</summary>
    public bool List { get; init; }

    /// <summary>Whether lists, however long, come in the order of names by code point. Then a plan can tell from a list of its destination
    /// what is not there yet, and asks for the rest only.</summary>
    public bool OrderedList { get; init; }

    /// <summary>Writing with <see cref="PutMode.CreateNew"/> in one request.</summary>
    public ConditionSupport ConditionalCreate { get; init; }

    /// <summary>Writing with <see cref="PutMode.IfMatch"/> in one request.</summary>
    public ConditionSupport ConditionalOverwrite { get; init; }

    /// <summary>Both conditions when a multipart upload is completed.</summary>
    public ConditionSupport ConditionalComplete { get; init; }

    /// <summary>Writing in parts.</summary>
    public MultipartSupport Multipart { get; init; }

    /// <summary>Copying between two of the store's own locations without moving the bytes through this machine.</summary>
    public bool ServerSideCopy { get; init; }

    /// <summary>Keeping the user's metadata.</summary>
    public bool Metadata { get; init; }

    /// <summary>Digests that the store may state about an object.</summary>
    public IReadOnlyList<DigestAlgorithm> StatedDigests { get; init => field = value ?? []; } = [];

    /// <summary>Whether what a store states is what an object is known by, as in DRS: a copy is then always held against the strongest digest that
    /// is stated, also where that takes a second reading after an interruption.</summary>
    public bool DigestIsIdentity { get; init; }

    /// <summary>Digests that the store checks while it takes bytes: a write with a wrong one is refused. With a part, the store's client
    /// sends one of them by itself.</summary>
    public IReadOnlyList<DigestAlgorithm> CheckedDigests { get; init => field = value ?? []; } = [];

    /// <summary>Digests of the whole that have to be known before the first byte is written.</summary>
    public IReadOnlyList<DigestAlgorithm> RequiredDigests { get; init => field = value ?? []; } = [];

    /// <summary>The sizes that the store takes.</summary>
    public StoreLimits Limits { get; init => field = value ?? new(); } = new();
}
