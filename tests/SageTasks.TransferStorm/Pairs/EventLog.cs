using System.Globalization;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>What workers asked of the stores, in a file that outlives them: a line is there before the request is sent.</summary>
internal sealed class EventLog(string path)
{
    private readonly Lock _lock = new();

    public string Path => path;

    public void Read(long length) => Append("read", length);

    public void Cut() => Append("cut", 0);

    public void Put(int part) => Append("put", part);

    /// <summary>The kinds and numbers of all events.</summary>
    public IReadOnlyList<(string Kind, long Number)> Events() => File.Exists(path)
        ? [.. File.ReadLines(path).Select(line => line.Split(' ')).Where(words => words.Length == 2).Select(words => (words[0], long.Parse(words[1], CultureInfo.InvariantCulture)))]
        : [];

    private void Append(string kind, long number)
    {
        lock (_lock)
        {
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{kind} {number}\n"));
        }
    }
}
