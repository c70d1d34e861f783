using System.Globalization;
using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>An object of an <see cref="ObjectLedger"/> as a list shows it.</summary>
internal sealed record LedgerObject(SubmissionKey Key, long Number, Location Location, DateTimeOffset WrittenAt)
{
    private const string Suffix = ".json";

    // More than anybody writes about one piece of work in an hour.
    private const long NumbersPerHour = 1_000_000;

    /// <summary>The number to begin with: the same for all that begin at the same time, so that one of them gets it, and higher than any that
    /// was in use before a clean-up, so that nobody who slept through that can go on.</summary>
    public static long FirstNumber(DateTimeOffset now) => now.ToUnixTimeSeconds() / 3600 * NumbersPerHour;

    /// <summary>The name below the ledger's prefix: numbers of equal length, so that they sort.</summary>
    public static string NameOf(SubmissionKey key, long number) => string.Create(CultureInfo.InvariantCulture, $"{FolderOf(key)}{number:D15}{Suffix}");

    public static string FolderOf(SubmissionKey key) => $"{key.Value[..2]}/{key.Value}/";

    /// <summary>Reads a name and a time; null where something else lies there.</summary>
    public static LedgerObject? Of(ObjectInfo found)
    {
        var parts = found.Location.Path.Split('/');
        return parts is [.., var key, var name]
            && SubmissionKey.TryParse(key, out var work)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan()[..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new LedgerObject(work, number, found.Location, found.Version.LastModified ?? throw LedgerStore.WithoutTimes(found.Location))
            : null;
    }
}
