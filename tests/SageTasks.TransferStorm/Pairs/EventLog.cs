using System.Globalization;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>What workers asked of the stores, in a file that outlives them: a line is there before the request is sent, and one more when a
/// part was taken.</summary>
/// <param name="path">The file.</param>
/// <param name="death">When this process dies; null in one that lives on.</param>
internal sealed class EventLog(string path, Death? death = null)
{
    /// <summary>A range was asked for, of so many bytes.</summary>
    public const string Reads = "read";

    /// <summary>A body broke off.</summary>
    public const string Cuts = "cut";

    /// <summary>A part was about to be sent.</summary>
    public const string Puts = "put";

    /// <summary>A part was taken.</summary>
    public const string Parts = "sent";

    private readonly Lock _lock = new();

    public string Path => path;

    public void Read(long length) => Append(Reads, length);

    public void Cut() => Append(Cuts, 0);

    public void Put(int part) => Append(Puts, part);

    public void Sent(int part) => Append(Parts, part);

    /// <summary>The kinds and numbers of all events.</summary>
    public IReadOnlyList<(string Kind, long Number)> Events() => File.Exists(path)
        ? [.. File.ReadLines(path).Select(line => line.Split(' ')).Where(words => words.Length == 2).Select(words => (words[0], long.Parse(words[1], CultureInfo.InvariantCulture)))]
        : [];

    private void Append(string kind, long number)
    {
        lock (_lock)
        {
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{kind} {number}\n"));
            if (kind == death?.Kind)
            {
                death.Note(Events().Count(entry => entry.Kind == kind));
            }
        }
    }
}
