using System.Globalization;

namespace SageTasks.GuardStorm;

/// <summary>What the storm is told on its command line.</summary>
internal sealed record StormOptions
{
    public static readonly string Usage = $"""
        guard storm: real processes submit overlapping work against one local platform with faults, some are killed and started again.

          --platform NAME       the platform: {StormPlatforms.Names} (tower)
          --submissions N       how many submissions in all (2000)
          --work N              how many different pieces of work they ask for (500)
          --processes N         how many processes submit (8)
          --faults P            the share of requests that something goes wrong with (0.3)
          --kill P              the share of submissions in which the process is killed at an awkward moment (0.1)
          --list-lag S          how many seconds a new run may stay hidden from lists (2)
          --seed N              the seed of everything random (1)
          --ledger PLACE        use a ledger: a folder; postgres://user:password@host:port/database, in a schema of its own; or
                                s3://bucket, az://container, gs://bucket, below a prefix of its own, found as all tools find them
                                (AWS_ENDPOINT_URL_S3, AZURE_STORAGE_CONNECTION_STRING, STORAGE_EMULATOR_HOST)

        The verdict is computed from the platform's own commit journal. The last line is for programs.
        """;

    public IStormPlatform Platform { get; init; } = StormPlatforms.Named("tower");

    public int Submissions { get; init; } = 2_000;

    public int Work { get; init; } = 500;

    public int Processes { get; init; } = 8;

    public double Faults { get; init; } = 0.3;

    public double Kill { get; init; } = 0.1;

    public double ListLag { get; init; } = 2;

    public int Seed { get; init; } = 1;

    public StormLedger? Ledger { get; init; }

    /// <summary>Hidden runs, and a second for the server's clock.</summary>
    public TimeSpan SettleTime => TimeSpan.FromSeconds(ListLag + 1);

    /// <summary>The longest that a request lives on after its caller gave up, longer than every delay of the fault plan.</summary>
    public TimeSpan CommitHorizon => TimeSpan.FromSeconds(ListLag + 4);

    public static StormOptions Parse(string[] args)
    {
        var options = new StormOptions();
        for (var index = 0; index < args.Length; index += 2)
        {
            var value = index + 1 < args.Length ? args[index + 1] : throw new FormatException($"{args[index]} wants a value.");
            options = args[index] switch
            {
                "--platform" => options with { Platform = StormPlatforms.Named(value) },
                "--submissions" => options with { Submissions = Whole(args[index], value) },
                "--work" => options with { Work = Whole(args[index], value) },
                "--processes" => options with { Processes = Whole(args[index], value) },
                "--faults" => options with { Faults = Share(args[index], value) },
                "--kill" => options with { Kill = Share(args[index], value) },
                "--list-lag" => options with { ListLag = Number(args[index], value) },
                "--seed" => options with { Seed = Whole(args[index], value) },
                "--ledger" => options with { Ledger = StormLedger.At(value) },
                _ => throw new FormatException($"{args[index]} is no option."),
            };
        }

        return options;
    }

    private static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{name} {value}: expected a whole number above 0.");

    private static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new FormatException($"{name} {value}: expected a number, 0 or more.");

    private static double Share(string name, string value) =>
        Number(name, value) is <= 1 and var share ? share : throw new FormatException($"{name} {value}: expected a share between 0 and 1.");
}
