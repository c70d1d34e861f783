using Microsoft.Win32.SafeHandles;
using SageTasks.Files;

namespace SageTasks.Storage;

/// <summary>
/// A file that is being written beside its destination under a hidden name, with its journal. It appears at the destination whole, by a
/// rename, or not at all. Whoever holds this object is the only one on the machine that writes there.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _partPath;
    private readonly string _journalPath;
    private readonly TransferOptions _options;
    private readonly SafeFileHandle _lock;
    private SafeFileHandle? _file;
    private TransferJournal? _journal;
    private bool _examined;
    private bool _finished;

    private PartialFile(string destination, TransferOptions options)
    {
        Destination = destination;
        _options = options;
        _partPath = PartialNames.Part(destination);
        _journalPath = PartialNames.Journal(destination);
        _lock = JournalLock.Acquire(_journalPath, destination);
    }

    public string Destination { get; }

    public SafeFileHandle Handle => _file ?? throw new InvalidOperationException("The file has not been started.");

    /// <summary>Whether what has arrived is recorded, so that a later process can go on with it.</summary>
    public bool IsJournaled => _journal is not null;

    /// <exception cref="DestinationBusyException">Another transfer is writing the same destination.</exception>
    public static PartialFile Acquire(string destination, TransferOptions options) => new(destination, options);

    /// <summary>Takes up what an earlier attempt left, if it serves the request; otherwise throws that away.</summary>
    public TransferJournal? Resume(DownloadRequest request)
    {
        CloseFile();
        _examined = true;
        _journal = TransferJournal.Open(_lock);
        if (_journal is not null && _journal.Header.Serves(request) && new FileInfo(_partPath) is { Exists: true } part
            && part.Length == _journal.Header.Size)
        {
            _file = File.OpenHandle(_partPath, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous);
            return _journal;
        }

        Discard();
        return null;
    }

    /// <summary>Begins anew, with room for all bytes where their number is known.</summary>
    /// <exception cref="DiskFullException">There is no room.</exception>
    public void Start(long? size, JournalHeader? header)
    {
        CloseFile();
        if (size is { } needed && DiskFault.FreeBytes(_partPath) is { } free && free < needed)
        {
            throw new DiskFullException(Destination, needed, free);
        }

        try
        {
            _file = File.OpenHandle(_partPath, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous,
                _options.Preallocate ? size ?? 0 : 0);
            if (size is { } length)
            {
                RandomAccess.SetLength(_file, length);
            }

            _journal = header is null ? null : TransferJournal.Create(_lock, header);
        }
        catch (IOException e) when (size > 0 && e.GetType() == typeof(IOException))
        {
            throw DiskFault.IsFull(e) || _file is null
                ? new DiskFullException(Destination, size, DiskFault.FreeBytes(_partPath), e)
                : DiskFault.Explain(Destination, size, e);
        }
    }

    public async ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(Handle, bytes, offset, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw DiskFault.Explain(Destination, null, e);
        }
    }

    /// <summary>Records a part whose bytes have all been written.</summary>
    public void MarkDone(int part, PartChecksum checksum)
    {
        try
        {
            _journal?.MarkDone(part, checksum);
        }
        catch (IOException e)
        {
            throw DiskFault.Explain(Destination, null, e);
        }
    }

    /// <summary>Makes the file appear at its destination.</summary>
    /// <exception cref="DestinationExistsException">A file is there, and is not to be overwritten.</exception>
    public void Publish(bool overwrite)
    {
        try
        {
            if (_options.FlushToDisk)
            {
                RandomAccess.FlushToDisk(Handle);
            }

            CloseFile();
            if (overwrite)
            {
                File.Move(_partPath, Destination, overwrite);
            }
            else if (!HardLink.TryMove(_partPath, Destination))
            {
                throw new DestinationExistsException(Destination);
            }

            if (_options.FlushToDisk)
            {
                // The name as well: whoever hears that the file is there may delete the source.
                FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(Destination))!);
            }
        }
        catch (DestinationExistsException)
        {
            Discard();
            throw;
        }
        catch (IOException e)
        {
            throw DiskFault.Explain(Destination, null, e);
        }

        _finished = true;
    }

    /// <summary>Throws away what has arrived.</summary>
    public void Discard()
    {
        CloseFile();
        _examined = true;
        _journal = null;
        RandomAccess.SetLength(_lock, 0);
        File.Delete(_partPath);
    }

    public void Dispose()
    {
        var keep = !_finished && (_journal is not null || !_examined);
        CloseFile();
        if (!keep && !_finished)
        {
            File.Delete(_partPath);
        }

        // Elsewhere the name has to go while the lock is held; Windows deletes no open file.
        if (!keep && !OperatingSystem.IsWindows())
        {
            File.Delete(_journalPath);
        }

        _lock.Dispose();
        if (!keep && OperatingSystem.IsWindows())
        {
            File.Delete(_journalPath);
        }
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }
}
