namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalDrs"/> can be told.</summary>
public sealed record LocalDrsOptions : LocalPlatformOptions
{
    /// <summary>A folder whose files are objects from the start, and whose folders are bundles; null for none. It is only read.</summary>
    public string? Objects { get; init; }

    /// <summary>Folders whose files clients may register as <c>file://</c> and have served, and which links in folders of objects may lead to; what lies
    /// below <see cref="Objects"/> always. Where a link leads counts, not where it lies.</summary>
    public IReadOnlyList<string> FileFolders { get; init => field = value ?? []; } = [];

    /// <summary>Which real server's ways it has.</summary>
    public DrsPersonality Personality { get; init => field = value ?? DrsPersonality.Standard; } = DrsPersonality.Standard;

    /// <summary>Whether requests need a token: <c>Authorization: Bearer</c> or the password of <c>Basic</c>, or the personality's own header.
    /// Service info and OPTIONS never do.</summary>
    public bool RequiresToken { get; init; }

    /// <summary>Whether new objects can be registered by clients. Where not, the service info says nothing about it.</summary>
    public bool AllowsRegistration { get; init; } = true;

    /// <summary>How long a signed URL holds.</summary>
    public TimeSpan UrlLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a client has to wait after a 202; whole seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most ids that a bulk request may hold; more are a 413.</summary>
    public int MaxBulk { get; init; } = 200;

    /// <summary>The GA4GH passports that open objects which need one (<see cref="LocalDrsObject.RequiresPassport"/>). They are compared, not
    /// verified.</summary>
    public IReadOnlyList<string> Passports { get; init => field = value ?? []; } = [];

    internal void CheckAll()
    {
        Check();
        if (UrlLifetime <= TimeSpan.Zero || RetryAfter < TimeSpan.FromSeconds(1) || MaxBulk < 1)
        {
            throw new ArgumentException(
                $"UrlLifetime is {UrlLifetime}, RetryAfter {RetryAfter} and MaxBulk {MaxBulk}; they have to be positive, and RetryAfter a second or more.");
        }
    }
}
