namespace RoundTrip.Pipelines;

/// <summary>Counts its way through the reads of FASTQ files.</summary>
internal sealed class FastqCounter
{
    private const int PhredOffset = 33;
    private const int GoodQuality = 30;

    private readonly SortedDictionary<int, long> _lengths = [];
    private readonly List<(long Sum, long Count)> _positions = [];
    private long _reads;
    private long _bases;
    private long _called;
    private long _gc;
    private long _quality;
    private long _good;

    /// <summary>Counts a file.</summary>
    /// <returns>How many reads it holds.</returns>
    /// <exception cref="InvalidDataException">It is no FASTQ file.</exception>
    public async Task<long> AddAsync(string path, CancellationToken cancellationToken)
    {
        var before = _reads;
        await foreach (var (bases, quality) in FastqFile.ReadAsync(path, cancellationToken))
        {
            Add(bases, quality);
        }

        return _reads - before;
    }

    public ReadStatistics Result(string sample) => new()
    {
        Sample = sample,
        Reads = _reads,
        Bases = _bases,
        GcPercent = Percent(_gc, _called),
        MeanQuality = Math.Round((double)_quality / Math.Max(1, _bases), 4),
        Q30Percent = Percent(_good, _bases),
        Lengths = _lengths,
        QualityByPosition = [.. _positions.Select(position => Math.Round((double)position.Sum / position.Count, 3))],
    };

    private void Add(string sequence, string quality)
    {
        _reads++;
        _bases += sequence.Length;
        _lengths[sequence.Length] = _lengths.GetValueOrDefault(sequence.Length) + 1;
        for (var index = 0; index < sequence.Length; index++)
        {
            var score = quality[index] - PhredOffset;
            _quality += score;
            _good += score >= GoodQuality ? 1 : 0;
            _called += char.ToUpperInvariant(sequence[index]) is 'A' or 'C' or 'G' or 'T' ? 1 : 0;
            _gc += char.ToUpperInvariant(sequence[index]) is 'G' or 'C' ? 1 : 0;
            AddPosition(index, score);
        }
    }

    private void AddPosition(int index, int score)
    {
        if (index == _positions.Count)
        {
            _positions.Add((0, 0));
        }

        var (sum, count) = _positions[index];
        _positions[index] = (sum + score, count + 1);
    }

    private static double Percent(long part, long whole) => Math.Round(100.0 * part / Math.Max(1, whole), 4);
}
