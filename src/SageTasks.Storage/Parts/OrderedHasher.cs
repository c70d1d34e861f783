using System.Buffers;
using System.Threading.Channels;

namespace SageTasks.Storage;

/// <summary>
/// Hashes parts in the order of the file while they arrive in any order. The part whose turn it is gets hashed piece by piece as its
/// bytes come; others wait in their buffers, so the number of buffers bounds how far ahead a part can be.
/// </summary>
internal sealed class OrderedHasher
{
    private const int DiskBlock = 1024 * 1024;
    private readonly DigestComputer _computer;
    private readonly BufferPool _pool;
    private readonly ResumedParts _resumed;
    private readonly ReadBack? _readBack;
    private readonly Channel<Piece> _pieces = Channel.CreateUnbounded<Piece>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<int, Piece> _waiting = [];
    private int _next;
    private int _hashed;

    public OrderedHasher(DigestComputer computer, BufferPool pool, ResumedParts resumed, ReadBack? readBack)
    {
        _computer = computer;
        _pool = pool;
        _resumed = resumed;
        _readBack = readBack;
        _next = resumed.HashedPrefix;
    }

    /// <summary>Says that the part's buffer is filled so far. After the last piece the buffer belongs to the hasher.</summary>
    public void Post(int part, byte[] buffer, int filled, bool isLast) => _pieces.Writer.TryWrite(new Piece(buffer, filled, isLast, part));

    public void Complete() => _pieces.Writer.TryComplete();

    /// <summary>Runs until all pieces are hashed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await AdvanceAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var piece in _pieces.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_computer.IsEmpty)
            {
                if (piece.IsLast)
                {
                    _pool.Return(piece.Buffer);
                }

                continue;
            }

            _waiting[piece.Part] = piece;
            await AdvanceAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        while (!_computer.IsEmpty)
        {
            if (_resumed.Contains(_next))
            {
                await HashAgainAsync(_next, cancellationToken).ConfigureAwait(false);
            }
            else if (!_waiting.TryGetValue(_next, out var piece) || !HashPiece(piece))
            {
                return;
            }

            _next++;
            _hashed = 0;
        }
    }

    private bool HashPiece(Piece piece)
    {
        _computer.Append(piece.Buffer.AsSpan(_hashed, piece.Filled - _hashed));
        _hashed = piece.Filled;
        if (!piece.IsLast)
        {
            return false;
        }

        _waiting.Remove(_next);
        _pool.Return(piece.Buffer);
        return true;
    }

    private async Task HashAgainAsync(int part, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(DiskBlock);
        var (offset, end) = (_resumed.Grid.OffsetOf(part), _resumed.Grid.OffsetOf(part) + _resumed.Grid.LengthOf(part));
        while (offset < end)
        {
            var wanted = block.AsMemory(0, (int)Math.Min(DiskBlock, end - offset));
            var count = await _readBack!(wanted, offset, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw new TransferException("What an earlier attempt left was cut while it was read. Call again.");
            }

            _computer.Append(block.AsSpan(0, count));
            offset += count;
        }

        ArrayPool<byte>.Shared.Return(block);
    }

    private readonly record struct Piece(byte[] Buffer, int Filled, bool IsLast, int Part);
}
