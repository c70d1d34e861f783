namespace SageTasks.Storage;

/// <summary>Gives out the parts that are still missing, in order.</summary>
internal sealed class PartQueue
{
    private readonly Lock _lock = new();
    private readonly ResumedParts _resumed;
    private readonly PartGrid? _grid;
    private readonly int _partSize;
    private int _next;

    /// <summary>The missing parts of an object of known size.</summary>
    public PartQueue(PartGrid grid, ResumedParts resumed)
    {
        _grid = grid;
        _partSize = grid.PartSize;
        _resumed = resumed;
    }

    /// <summary>As many parts as come until the object ends.</summary>
    public PartQueue(int partSize)
    {
        _partSize = partSize;
        _resumed = ResumedParts.None;
    }

    public bool IsEnded { get; private set; }

    public PartTask? Take()
    {
        lock (_lock)
        {
            while (_resumed.Contains(_next))
            {
                _next++;
            }

            if (IsEnded || (_grid is { } whole && _next >= whole.Count))
            {
                return null;
            }

            var part = _next++;
            return _grid is { } grid
                ? new PartTask(part, grid.OffsetOf(part), grid.LengthOf(part), false)
                : new PartTask(part, (long)part * _partSize, _partSize, true);
        }
    }

    /// <summary>Says that an object of unknown size has ended.</summary>
    public void End() => IsEnded = true;
}
