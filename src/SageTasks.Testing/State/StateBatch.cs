using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing;

/// <summary>What changes together: it is in the store as a whole or not at all, with its entries in the journal.</summary>
internal sealed class StateBatch(StateStore store)
{
    private readonly List<(string Kind, string Key, byte[]? Value)> _changes = [];
    private readonly List<(string Kind, string Id, JsonElement Payload)> _entries = [];

    /// <summary>Sets a document.</summary>
    public StateBatch Set<T>(string kind, string key, T value, JsonTypeInfo<T> type)
    {
        if (store.IsPersistent)
        {
            _changes.Add((kind, key, JsonSerializer.SerializeToUtf8Bytes(value, type)));
        }

        return this;
    }

    /// <summary>Removes a document.</summary>
    public StateBatch Remove(string kind, string key)
    {
        if (store.IsPersistent)
        {
            _changes.Add((kind, key, null));
        }

        return this;
    }

    /// <summary>Writes into the journal what this commit means.</summary>
    public StateBatch Record<T>(string kind, string id, T payload, JsonTypeInfo<T> type)
    {
        _entries.Add((kind, id, JsonSerializer.SerializeToElement(payload, type)));
        return this;
    }

    /// <summary>Makes it so. When this returns, a crash of the process no longer undoes it.</summary>
    public void Commit() => store.Commit(this);

    internal IReadOnlyList<(string Kind, string Id, JsonElement Payload)> Entries => _entries;

    internal bool HasChanges => _changes.Count > 0;

    internal void WriteLine(IBufferWriter<byte> output, long journalCount)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("journal"u8, journalCount);
            json.WriteStartArray("changes"u8);
            foreach (var (kind, key, value) in _changes)
            {
                WriteChange(json, kind, key, value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    internal static void WriteChange(Utf8JsonWriter json, string kind, string key, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, kind);
        json.WriteString("key"u8, key);
        if (!value.IsEmpty)
        {
            json.WritePropertyName("value"u8);
            json.WriteRawValue(value, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
