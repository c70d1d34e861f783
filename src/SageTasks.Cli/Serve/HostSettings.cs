using System.Text.RegularExpressions;
using SageTasks.Testing;

namespace SageTasks.Cli;

/// <summary>What the command line says.</summary>
internal sealed partial record HostSettings
{
    public int? Synapse { get; init; }

    public int? Tower { get; init; }

    public int? Gcs { get; init; }

    public int? S3 { get; init; }

    public int? Azure { get; init; }

    public int? Tes { get; init; }

    public LocalTesPersonality TesLike { get; init; }

    public int? Wes { get; init; }

    public bool WesOnTes { get; init; }

    public int? Drs { get; init; }

    public string? Objects { get; init; }

    public int? Cavatica { get; init; }

    public IReadOnlyList<(string App, string Command)> Apps { get; init; } = [];

    public IReadOnlyList<string> Buckets { get; init; } = [];

    public string? State { get; init; }

    public string? Faults { get; init; }

    public string? Token { get; init; }

    public IReadOnlyList<string> HostNames { get; init; } = [];

    public int? History { get; init; }

    public IReadOnlyList<(string Url, string Command)> Pipelines { get; init; } = [];

    public TimeSpan RunTime { get; init; }

    public bool HasAll => Synapse is null && Tower is null && Gcs is null && S3 is null && Azure is null && Tes is null && Wes is null && Drs is null && Cavatica is null;

    /// <summary>Finds what would go wrong later, when half of the platforms are there.</summary>
    /// <exception cref="FormatException">Something would.</exception>
    public void Check()
    {
        var refused = (HasAll || Azure is not null, HasAll || S3 is not null) switch
        {
            (true, _) => "._",
            (_, true) => "_",
            _ => "",
        };
        if (Buckets.FirstOrDefault(name => !BucketName().IsMatch(name) || name.AsSpan().ContainsAny(refused)) is { } wrong)
        {
            var taken = refused switch { "" => ", hyphens, dots and underscores", "_" => ", hyphens and dots", _ => " and hyphens" };
            throw new FormatException($"--bucket '{wrong}' is no name that the stores take: write 3 to 63 small letters, digits{taken}, a letter or digit at both ends.");
        }

        if (Objects is not null && !Directory.Exists(Objects))
        {
            throw new FormatException($"--objects {Objects}: there is no such folder.");
        }

        if (WesOnTes && !HasAll && (Tes is null || Wes is null))
        {
            throw new FormatException("--wes-on-tes: host both, with --wes PORT and --tes PORT.");
        }
    }

    // What Google takes; Amazon takes no underscores, and Azure no dots either.
    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex BucketName();
}
