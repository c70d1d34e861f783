using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Reads the append-only file of documents, and writes it anew when most of it is superseded.</summary>
internal static class StateFile
{
    public static FileStream Open(string path, out IReadOnlyList<StateRow> rows, out long journalCount)
    {
        var file = StateStore.OpenFile(path);
        try
        {
            var live = Replay(file, out journalCount, out var lines);
            rows = live;
            if (lines <= 2 * live.Count + 1000)
            {
                return file;
            }

            file.Dispose();
            Rewrite(path, live, journalCount);
            file = StateStore.OpenFile(path);
            file.Seek(0, SeekOrigin.End);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static List<StateRow> Replay(FileStream file, out long journalCount, out int lines)
    {
        var index = new Dictionary<(string, string), int>();
        var all = new List<StateRow?>();
        (journalCount, lines) = (0, 0);
        long kept = 0;
        foreach (var (line, end) in JsonLines.Read(file))
        {
            using var document = Parse(line, file.Name, ++lines);
            journalCount = document.RootElement.GetProperty("journal"u8).GetInt64();
            foreach (var change in document.RootElement.GetProperty("changes"u8).EnumerateArray())
            {
                Apply(change, index, all);
            }

            kept = end;
        }

        file.SetLength(kept);
        file.Seek(0, SeekOrigin.End);
        return [.. all.Where(r => r is not null).Select(r => r!.Value)];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> line, string file, int number)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}, line {number}, is not JSON. Remove the state folder to start anew.", e);
        }
    }

    private static void Apply(JsonElement change, Dictionary<(string, string), int> index, List<StateRow?> all)
    {
        var (kind, key) = (change.GetProperty("kind"u8).GetString()!, change.GetProperty("key"u8).GetString()!);
        var row = change.TryGetProperty("value"u8, out var value) ? new StateRow(kind, key, value.Clone()) : (StateRow?)null;
        if (index.TryGetValue((kind, key), out var at))
        {
            all[at] = row;
            if (row is null)
            {
                index.Remove((kind, key));
            }
        }
        else if (row is not null)
        {
            index[(kind, key)] = all.Count;
            all.Add(row);
        }
    }

    private static void Rewrite(string path, List<StateRow> rows, long journalCount)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            WriteLine(file, journalCount, null);
            foreach (var row in rows)
            {
                WriteLine(file, journalCount, row);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    private static void WriteLine(FileStream file, long journalCount, StateRow? row)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("journal"u8, journalCount);
            json.WriteStartArray("changes"u8);
            if (row is { } r)
            {
                StateBatch.WriteChange(json, r.Kind, r.Key, Encoding.UTF8.GetBytes(r.Value.GetRawText()));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        file.Write(line.WrittenSpan);
    }
}
