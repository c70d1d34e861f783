using System.Text.RegularExpressions;

namespace RoundTrip;

/// <summary>The two FASTQ files of one sample.</summary>
internal sealed partial record ReadPair(string Sample, string Read1, string Read2)
{
    /// <summary>Every pair in a folder, by sample.</summary>
    /// <exception cref="InvalidDataException">There is none, or a file lacks its mate.</exception>
    public static IReadOnlyList<ReadPair> In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"--reads {folder}: there is no such folder.");
        }

        var mates = Directory.GetFiles(folder).Select(path => (Path: path, Match: MatePattern().Match(Path.GetFileName(path)))).Where(file => file.Match.Success)
            .GroupBy(file => file.Match.Groups["sample"].Value + file.Match.Groups["rest"].Value, StringComparer.Ordinal).OrderBy(files => files.Key, StringComparer.Ordinal);
        var pairs = mates.Select(files => Pair(files.Key, [.. files.OrderBy(file => file.Match.Groups["mate"].Value, StringComparer.Ordinal).Select(file => file.Path)])).ToList();
        return pairs.Count > 0
            ? pairs
            : throw new InvalidDataException($"--reads {folder}: no FASTQ pairs there; name them NAME_1.fastq.gz and NAME_2.fastq.gz.");
    }

    private static ReadPair Pair(string sample, string[] files) =>
        files is [var read1, var read2]
            ? new ReadPair(sample, read1, read2)
            : throw new InvalidDataException($"--reads: sample {sample} has {files.Length} file(s), expected two mates: {string.Join(", ", files.Select(Path.GetFileName))}.");

    [GeneratedRegex(@"^(?<sample>.+)_R?(?<mate>[12])(?<rest>(_[A-Za-z0-9]+)*)\.f(ast)?q\.gz$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MatePattern();
}
