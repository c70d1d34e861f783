namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalCavatica"/> can be told.</summary>
public sealed record LocalCavaticaOptions : LocalPlatformOptions
{
    /// <summary>The name of the user whose token <see cref="LocalPlatformOptions.Token"/> is.</summary>
    public string UserName { get; init; } = "sage";

    /// <summary>How many requests a token may make within <see cref="RequestWindow"/> before 429; Cavatica's own limit is 1000. Null: no limit, and the
    /// headers tell of a thousand requests left.</summary>
    public int? RequestLimit { get; init; }

    /// <summary>After which time a token has all its requests again.</summary>
    public TimeSpan RequestWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether tasks are only played: one that is started is <see cref="LocalCavaticaStatus.Running"/> at once, and stays so until
    /// <see cref="LocalCavatica.SetStatus(string, string, string?)"/> says otherwise.</summary>
    public bool IsScripted { get; init; }
}
