using System.Text.RegularExpressions;
using RoundTrip.Pipelines;

namespace RoundTrip;

/// <summary>The two FASTQ files of one sample.</summary>
internal sealed partial record ReadPair(string Sample, string Read1, string Read2)
{
    /// <summary>Every pair in a folder, by sample; each file has been opened and begins with a read.</summary>
    /// <exception cref="InvalidDataException">There is no pair, a file lacks its mate, cannot be read or is no FASTQ.</exception>
    public static async Task<IReadOnlyList<ReadPair>> InAsync(string folder, CancellationToken cancellationToken)
    {
        var pairs = Mates(folder).GroupBy(mate => mate.Sample, StringComparer.Ordinal).OrderBy(mates => mates.Key, StringComparer.Ordinal)
            .Select(mates => Pair(folder, mates.Key, [.. mates.OrderBy(mate => mate.Number, StringComparer.Ordinal)])).ToList();
        if (pairs.Count == 0)
        {
            throw new InvalidDataException($"--reads {folder}: no FASTQ files there; put pairs into it, named NAME_1.fastq.gz and NAME_2.fastq.gz.");
        }

        foreach (var path in pairs.SelectMany(pair => new[] { pair.Read1, pair.Read2 }))
        {
            await CheckAsync(path, cancellationToken);
        }

        return pairs;
    }

    private static List<Mate> Mates(string folder)
    {
        var mates = new List<Mate>();
        foreach (var path in FilesIn(folder).Where(path => FastqPattern().IsMatch(path)))
        {
            var name = Path.GetFileName(path);
            mates.Add(MatePattern().Match(name) is { Success: true } match
                ? new Mate(match.Groups["sample"].Value + match.Groups["rest"].Value, match.Groups["mate"].Value, path)
                : throw new InvalidDataException($"--reads {folder}: '{name}' does not say which mate it is; name it NAME_1.fastq.gz or NAME_2.fastq.gz (letters, digits and . _ - only), or move it away."));
        }

        return mates;
    }

    private static string[] FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new InvalidDataException($"--reads {folder}: there is no such folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"--reads {folder}: the folder cannot be read ({e.Message.TrimEnd('.')}); name one that can.", e);
        }
    }

    private static ReadPair Pair(string folder, string sample, Mate[] mates) =>
        mates is [{ Number: "1" } first, { Number: "2" } second]
            ? new ReadPair(sample, first.Path, second.Path)
            : throw new InvalidDataException($"--reads {folder}: sample {sample} needs one file of each mate, and there is {string.Join(", ", mates.Select(mate => Path.GetFileName(mate.Path)))}.");

    private static async Task CheckAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!await FastqFile.ReadAsync(path, cancellationToken).AnyAsync(cancellationToken))
            {
                throw new InvalidDataException($"{path}: there are no reads in it; give another file.");
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"--reads: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"--reads: {path} cannot be read ({e.Message.TrimEnd('.')}); make it readable, or move it away.", e);
        }
    }

    [GeneratedRegex(@"\.f(ast)?q(\.gz)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FastqPattern();

    [GeneratedRegex(@"^(?<sample>[A-Za-z0-9._-]+)_R?(?<mate>[12])(?<rest>(_[A-Za-z0-9]+)*)\.f(ast)?q(\.gz)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MatePattern();

    private sealed record Mate(string Sample, string Number, string Path);
}
