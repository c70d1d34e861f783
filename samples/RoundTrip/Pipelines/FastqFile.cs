using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace RoundTrip.Pipelines;

/// <summary>Reads FASTQ files: four lines a read, Phred+33, plain or gzipped.</summary>
internal static class FastqFile
{
    /// <summary>The bases and qualities of each read.</summary>
    /// <exception cref="InvalidDataException">The file is not FASTQ, or ends in the middle of a read; the message names file and line.</exception>
    public static async IAsyncEnumerable<(string Bases, string Quality)> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(plain);
        for (var line = 1L; await LineAsync(reader, path, cancellationToken) is { } name; line += 4)
        {
            var bases = await LineAsync(reader, path, cancellationToken);
            var separator = await LineAsync(reader, path, cancellationToken);
            var quality = await LineAsync(reader, path, cancellationToken);
            if (Problem(name, bases, separator, quality) is { } problem)
            {
                throw new InvalidDataException($"{path}, line {line}: {problem}");
            }

            yield return (bases!, quality!);
        }
    }

    private static string? Problem(string name, string? bases, string? separator, string? quality) => name switch
    {
        _ when !name.StartsWith('@') => "this is not FASTQ, whose reads begin with '@'; give FASTQ files.",
        _ when quality is null || (quality.Length < bases!.Length && separator!.StartsWith('+')) => "the file ends in the middle of this read, or its qualities are missing; fetch the file again.",
        _ when !separator!.StartsWith('+') || quality.Length != bases!.Length => "this is not a FASTQ read of four lines; give FASTQ files.",
        _ when quality.AsSpan().ContainsAnyExceptInRange('!', '~') => "the qualities hold characters that FASTQ does not know; give FASTQ files.",
        _ => null,
    };

    private static async ValueTask<string?> LineAsync(StreamReader reader, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: the gzip data is broken or it is no gzip file; fetch the file again.", e);
        }
    }
}
