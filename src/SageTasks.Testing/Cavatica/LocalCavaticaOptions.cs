namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalCavatica"/> can be told.</summary>
public sealed record LocalCavaticaOptions : LocalPlatformOptions
{
    /// <summary>The name of the user whose token <see cref="LocalPlatformOptions.Token"/> is.</summary>
    public string UserName { get; init; } = "sage";

    /// <summary>The loopback port of the GA4GH services; 0 takes a free one. DRS addresses name it, so a platform with a state folder takes the one that it
    /// had before.</summary>
    public int Ga4ghPort { get; init; }

    /// <summary>How many requests a token may make within <see cref="RequestWindow"/> before 429; Cavatica's own limit is 1000. Null: no limit, and the
    /// headers tell of a thousand requests left.</summary>
    public int? RequestLimit { get; init; }

    /// <summary>After which time a token has all its requests again.</summary>
    public TimeSpan RequestWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long signed addresses of downloads and parts work.</summary>
    public TimeSpan UrlLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The smallest part size that an upload gets, in bytes: clients that ask for less get this.</summary>
    public long SmallestPart { get; init; } = 5L << 20;

    /// <summary>The part size that every upload gets, in bytes, whatever its client asked for; null for what was asked for.</summary>
    public long? PartSize { get; init; }

    /// <summary>How long imports, exports and the other jobs wait before they are done.</summary>
    public TimeSpan JobTime { get; init; }

    /// <summary>How long a batch task is <see cref="LocalCavaticaStatus.Creating"/> before its parts are there.</summary>
    public TimeSpan BatchTime { get; init; }

    /// <summary>How many tasks are executed at once; the rest waits as queued.</summary>
    public int ConcurrentTasks { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether tasks are only played: one that is started is <see cref="LocalCavaticaStatus.Running"/> at once, and stays so until
    /// <see cref="LocalCavatica.SetStatus(string, string, string?)"/> says otherwise.</summary>
    public bool IsScripted { get; init; }
}
