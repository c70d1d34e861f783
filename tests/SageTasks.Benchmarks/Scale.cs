namespace SageTasks.Benchmarks;

/// <summary>How much is measured.</summary>
internal sealed record Scale
{
    public static Scale Full { get; } = new();

    public static Scale Quick { get; } = new()
    {
        Rounds = 5,
        Runs = 20_000,
        Children = 20_000,
        Tasks = 20_000,
        Keys = 20_000,
        SheetRows = 100_000,
        FileMebibytes = 64,
        SettleTime = TimeSpan.FromSeconds(2),
        RequestsPerSecond = double.PositiveInfinity,
        WalkedFiles = 5_000,
        WalkedFolders = 120,
        WalkLimit = 100,
        WalkWindow = TimeSpan.FromSeconds(10),
    };

    /// <summary>How often each side of a comparison is measured, after rounds that do not count.</summary>
    public int Rounds { get; init; } = 7;

    public int Runs { get; init; } = 100_000;

    public int Children { get; init; } = 100_000;

    public int Tasks { get; init; } = 100_000;

    public int Keys { get; init; } = 200_000;

    public int SheetRows { get; init; } = 1_000_000;

    public int FileMebibytes { get; init; } = 256;

    public int Submissions { get; init; } = 1_000;

    /// <summary>How many tasks a server has that is to be slower than an empty one.</summary>
    public int StoredTasks { get; init; } = 10_000;

    /// <summary>How long new runs may stay hidden: with the rate, it decides how often look-ups are made anew.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Tower's published limit, in the full run.</summary>
    public double RequestsPerSecond { get; init; } = 20;

    public int WalkedFiles { get; init; } = 50_000;

    public int WalkedFolders { get; init; } = 1_200;

    /// <summary>Cavatica's limit for a token.</summary>
    public int WalkLimit { get; init; } = 1_000;

    public TimeSpan WalkWindow { get; init; } = TimeSpan.FromMinutes(5);
}
