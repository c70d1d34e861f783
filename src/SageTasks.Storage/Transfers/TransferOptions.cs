namespace SageTasks.Storage;

/// <summary>How files are transferred. A transfer holds about <see cref="PartSize"/> × (<see cref="Concurrency"/> + 2) bytes of memory.</summary>
public class TransferOptions
{
    /// <summary>Bytes that one request moves when a file is read in ranges.</summary>
    /// <value>8 MiB. From 64 KiB to 1 GiB.</value>
    public int PartSize { get; set; } = 8 * 1024 * 1024;

    /// <summary>Parts of one file in flight at a time.</summary>
    /// <value>4. From 1 to 64.</value>
    public int Concurrency { get; set; } = 4;

    /// <summary>How long the other side may send nothing before the part is asked for again.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often in a row a part may fail without moving a single byte before the transfer ends. The journal is kept.</summary>
    /// <value>6. At least 1.</value>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>The wait before the first repetition; it doubles each time, with jitter, up to 30 seconds.</summary>
    /// <value>300 milliseconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether a file reaches the disk before it appears under its name, so that even a power cut leaves no half file, and its name does
    /// before the copy is reported, so that none is lost whose source was deleted then. That is two flushes for each file.</summary>
    /// <value>True.</value>
    public bool FlushToDisk { get; set; } = true;

    /// <summary>Whether the whole file's space is taken before the first byte. Switch off where the file system is slow at that.</summary>
    /// <value>True.</value>
    public bool Preallocate { get; set; } = true;

    /// <summary>Bytes that all transfers of one <see cref="TransferEngine"/> hold in memory together, whatever their number and size.
    /// A single part larger than that is moved all the same, alone.</summary>
    /// <value>96 MiB. At least 1 MiB.</value>
    public long MemoryLimit { get; set; } = 96 * 1024 * 1024;

    /// <summary>Bytes per second that all transfers of one <see cref="TransferEngine"/> take from their sources together. Copies that a store
    /// makes by itself don't count. A part goes up as fast as it can once it is read.</summary>
    /// <value>null: as fast as it goes. At least 1,024.</value>
    public long? MaxBytesPerSecond { get; set; }

    /// <summary>Where uploads to object stores are recorded while they run, so that a later process can go on with them: one small file
    /// for each, readable by this user alone. Downloads keep theirs beside the file.</summary>
    /// <value>The folder <c>SageTasks/transfers</c> in the user's local application data, or where the user has none, in the folder for temporary files.</value>
    public string StateFolder { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home ? home : Path.GetTempPath(),
        "SageTasks",
        "transfers");

    /// <summary>What is wrong with these options, one line each with the option's name; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(PartSize is >= 64 * 1024 and <= 1024 * 1024 * 1024, $"{nameof(PartSize)} must be from 64 KiB to 1 GiB, but is {PartSize} bytes.");
        Require(Concurrency is >= 1 and <= 64, $"{nameof(Concurrency)} must be from 1 to 64, but is {Concurrency}.");
        Require(StallTimeout > TimeSpan.Zero, $"{nameof(StallTimeout)} must be positive, but is {StallTimeout}.");
        Require(MaxAttempts >= 1, $"{nameof(MaxAttempts)} must be at least 1, but is {MaxAttempts}.");
        Require(RetryDelay >= TimeSpan.Zero, $"{nameof(RetryDelay)} must not be negative, but is {RetryDelay}.");
        Require(MemoryLimit >= 1024 * 1024, $"{nameof(MemoryLimit)} must be at least 1 MiB, but is {MemoryLimit} bytes.");
        Require(MaxBytesPerSecond is null or >= 1024, $"{nameof(MaxBytesPerSecond)} must be at least 1,024, but is {MaxBytesPerSecond}.");
        Require(!string.IsNullOrWhiteSpace(StateFolder), $"{nameof(StateFolder)} must name a folder, but is \"{StateFolder}\".");
        return failures;

        void Require(bool condition, FormattableString otherwise)
        {
            if (!condition)
            {
                failures.Add(FormattableString.Invariant(otherwise));
            }
        }
    }

    internal TransferOptions Checked() => Validate() is { Count: > 0 } failures
        ? throw new ArgumentException($"{nameof(TransferOptions)}: {string.Join(' ', failures)}")
        : (TransferOptions)MemberwiseClone();
}
