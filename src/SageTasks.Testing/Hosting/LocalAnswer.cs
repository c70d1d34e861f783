using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing;

/// <summary>An answer, as a value: whether it reaches the client whole is for the faults to decide.</summary>
internal sealed record LocalAnswer
{
    public const string JsonType = "application/json";

    public required int Status { get; init; }

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Writes a large body instead of <see cref="Body"/>.</summary>
    public Func<Stream, CancellationToken, Task>? Writer { get; init; }

    /// <summary>The length of what <see cref="Writer"/> writes, when known.</summary>
    public long? Length { get; init; }

    /// <summary>What the writer reads from; let go of when the answer was written, or never will be.</summary>
    public IDisposable? Source { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool HasBody => Writer is not null || !Body.IsEmpty;

    public static LocalAnswer Empty(int status) => new() { Status = status };

    public static LocalAnswer Json<T>(T value, JsonTypeInfo<T> type, int status = 200) =>
        Bytes(JsonSerializer.SerializeToUtf8Bytes(value, type), JsonType, status);

    public static LocalAnswer Json(Action<Utf8JsonWriter> write, int status = 200)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            write(json);
        }

        return Bytes(output.WrittenMemory, JsonType, status);
    }

    public static LocalAnswer Text(string text, string contentType = "text/plain", int status = 200) =>
        Bytes(Encoding.UTF8.GetBytes(text), contentType, status);

    public static LocalAnswer Bytes(ReadOnlyMemory<byte> body, string contentType, int status = 200) =>
        new() { Status = status, ContentType = contentType, Body = body };

    public LocalAnswer With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
