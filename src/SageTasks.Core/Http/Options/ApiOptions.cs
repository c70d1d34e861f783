namespace SageTasks.Http;

/// <summary>How the pipeline behaves: a part of every client's options. Holds no secret.</summary>
public sealed class ApiOptions
{
    /// <summary>When and how often a failed request is repeated.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How fast this process may ask.</summary>
    public LimitOptions Limit { get; set; } = new();

    /// <summary>How long one attempt may take, answer body included (for a streamed answer: until its headers).</summary>
    /// <value>100 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a streamed answer may send nothing before reading it fails.</summary>
    /// <value>60 seconds.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest answer that is read into memory, in bytes, decompressed. Streamed answers have no limit.</summary>
    /// <value>256 MiB.</value>
    public int MaxAnswerBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Allows plain http to a host other than this machine. The token then travels readable by anyone on the way.</summary>
    /// <value>false: plain http goes to loopback only.</value>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>Lets a server elsewhere lead to this machine or to link-local addresses, by a redirect and, where a client follows them, by the
    /// addresses in its answers. It could then reach what only this machine reaches, such as the credentials that a cloud gives its machines.</summary>
    /// <value>false: only servers of this machine lead to it.</value>
    public bool AllowLocalTargets { get; set; }

    /// <summary>Replaces the connections, for tests, proxies and client certificates. It is not disposed.
    /// It must not follow redirects or repeat requests by itself.</summary>
    /// <value>null: connections shared by all clients in the process.</value>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>What is wrong with these options, one line each with the option's name; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(failures, AttemptTimeout > TimeSpan.Zero, $"{nameof(AttemptTimeout)} must be positive, but is {AttemptTimeout}.");
        Require(failures, StallTimeout > TimeSpan.Zero, $"{nameof(StallTimeout)} must be positive, but is {StallTimeout}.");
        Require(failures, MaxAnswerBytes > 0, $"{nameof(MaxAnswerBytes)} must be positive, but is {MaxAnswerBytes}.");
        if (Retry is null || Limit is null)
        {
            failures.Add($"{nameof(Retry)} and {nameof(Limit)} must not be null.");
            return failures;
        }

        Retry.Validate(failures);
        Limit.Validate(failures);
        return failures;
    }

    internal static void Require(List<string> failures, bool condition, FormattableString otherwise)
    {
        if (!condition)
        {
            failures.Add(FormattableString.Invariant(otherwise));
        }
    }

    internal ApiOptions Snapshot() => new()
    {
        Retry = Retry.Snapshot(),
        Limit = Limit.Snapshot(),
        AttemptTimeout = AttemptTimeout,
        StallTimeout = StallTimeout,
        MaxAnswerBytes = MaxAnswerBytes,
        AllowInsecureHttp = AllowInsecureHttp,
        AllowLocalTargets = AllowLocalTargets,
        Handler = Handler,
    };
}
