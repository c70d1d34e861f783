using System.Buffers;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>
/// The documents and the journal of one local platform, in memory only or as two append-only files of JSON lines that survive the death
/// of the process at any moment.
/// </summary>
/// <remarks>
/// A commit writes its journal lines first and its state line last; the state line names the journal's length, and counts. What a crash
/// left behind it is cut off at the next opening, so journal and state always tell the same story.
/// </remarks>
internal sealed class StateStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly FileStream? _lockFile;
    private readonly FileStream? _stateFile;
    private readonly FileStream? _journalFile;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    private StateStore(TimeProvider time, FileStream? lockFile, FileStream? stateFile, FileStream? journalFile, IReadOnlyList<StateRow> rows)
    {
        _time = time;
        _lockFile = lockFile;
        _stateFile = stateFile;
        _journalFile = journalFile;
        Loaded = rows;
    }

    public CommitJournal Journal { get; } = new();

    public bool IsPersistent => _stateFile is not null;

    /// <summary>The documents that were there when the store was opened, oldest first.</summary>
    public IReadOnlyList<StateRow> Loaded { get; private set; }

    /// <summary>Opens the store in <paramref name="folder"/>, or one in memory when it is null.</summary>
    /// <exception cref="IOException">Another process has the folder open, or it cannot be written; the message names the folder.</exception>
    public static StateStore Open(string? folder, TimeProvider time)
    {
        if (folder is null)
        {
            return new StateStore(time, null, null, null, []);
        }

        try
        {
            return OpenFolder(folder, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFolder.Unusable(folder, e);
        }
    }

    public StateBatch Begin() => new(this);

    /// <summary>Frees what loading needed; call it once the documents are taken over.</summary>
    public void ForgetLoaded() => Loaded = [];

    public void Commit(StateBatch batch)
    {
        lock (_lock)
        {
            var sequence = Journal.Count;
            var entries = new List<CommitEntry>(batch.Entries.Count);
            foreach (var (kind, id, payload) in batch.Entries)
            {
                entries.Add(new CommitEntry { Sequence = ++sequence, Time = _time.GetUtcNow(), Kind = kind, Id = id, Payload = payload });
            }

            if (IsPersistent)
            {
                Write(batch, entries, sequence);
            }

            entries.ForEach(Journal.Add);
        }
    }

    public void Dispose()
    {
        _stateFile?.Flush(flushToDisk: true);
        _stateFile?.Dispose();
        _journalFile?.Flush(flushToDisk: true);
        _journalFile?.Dispose();
        _lockFile?.Dispose();
    }

    // No buffer in the process: what is written is the system's, and a killed process loses nothing.
    internal static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private static StateStore OpenFolder(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        FileStream? lockFile = null, stateFile = null, journalFile = null;
        try
        {
            lockFile = Lock(Path.Combine(folder, "lock"));
            journalFile = OpenFile(Path.Combine(folder, "journal.jsonl"));
            stateFile = StateFile.Open(Path.Combine(folder, "state.jsonl"), out var rows, out var journalCount);
            var store = new StateStore(time, lockFile, stateFile, journalFile, rows);
            store.LoadJournal(journalCount);
            return store;
        }
        catch
        {
            stateFile?.Dispose();
            journalFile?.Dispose();
            lockFile?.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException("Another local platform works in it, and only one may at a time.", e);
        }
    }

    private void Write(StateBatch batch, List<CommitEntry> entries, long sequence)
    {
        foreach (var entry in entries)
        {
            using (var json = new Utf8JsonWriter(_buffer))
            {
                JsonSerializer.Serialize(json, entry, TestingJson.Default.CommitEntry);
            }

            _buffer.Write("\n"u8);
        }

        WriteOut(_journalFile!);
        if (!batch.HasChanges && entries.Count == 0)
        {
            return;
        }

        batch.WriteLine(_buffer, sequence);
        WriteOut(_stateFile!);
    }

    private void WriteOut(FileStream file)
    {
        if (_buffer.WrittenCount > 0)
        {
            file.Write(_buffer.WrittenSpan);
        }

        _buffer.ResetWrittenCount();
    }

    private void LoadJournal(long count)
    {
        long kept = 0;
        foreach (var (line, end) in JsonLines.Read(_journalFile!))
        {
            if (Journal.Count == count)
            {
                break;
            }

            Journal.Add(JsonSerializer.Deserialize(line.Span, TestingJson.Default.CommitEntry)
                ?? throw new InvalidDataException($"{_journalFile!.Name} holds a null entry after {Journal.Count} entries."));
            kept = end;
        }

        if (Journal.Count < count)
        {
            throw new InvalidDataException($"{_journalFile!.Name} holds {Journal.Count} entries, but the state knows of {count}.");
        }

        _journalFile!.SetLength(kept);
        _journalFile.Seek(0, SeekOrigin.End);
    }
}
