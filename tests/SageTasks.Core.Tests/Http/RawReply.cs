namespace SageTasks.Http.Tests;

internal sealed record RawReply(string Text, bool Close = false, bool Reset = false, Task? After = null)
{
    public static RawReply Drop { get; } = new("", Close: true);

    public static RawReply Json(string json) => Status(200, json, "Content-Type: application/json");

    public static RawReply Status(int status, string body = "", params string[] headers)
    {
        var lines = string.Concat(headers.Select(header => header + "\r\n"));
        return new RawReply($"HTTP/1.1 {status} Because\r\n{lines}Content-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    public static RawReply Cut(string body) => new($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length + 10}\r\n\r\n{body}", Close: true);
}
