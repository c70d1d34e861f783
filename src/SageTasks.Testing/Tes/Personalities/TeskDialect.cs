using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>TESK, on Kubernetes.</summary>
internal sealed class TeskDialect(PlatformClock clock) : TesDialect
{
    // What came with 1.1 and its model does not have.
    private static readonly string[] Unknown = ["ignore_error", "streamable", "path_prefix"];

    public override string Version => "1.0";

    public override TesOrder Order => TesOrder.ById;

    public override bool RefusesUnknownProperties => true;

    public override bool HasCanceling => false;

    public override bool AddsSubmitterTags => false;

    public override string NewId(TesTask task, DateTimeOffset now, bool unordered) => $"task-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";

    public override TesView View(LocalRequest request, bool list) =>
        request.QueryValue("view") switch { "BASIC" => TesView.Basic, "FULL" => TesView.Full, _ => TesView.Minimal };

    public override int? PageSize(LocalRequest request) =>
        request.QueryValue("page_size") is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size > 0 ? size : null
        : throw Refuse(request, 400, $"Failed to convert value of type 'java.lang.String' to required type 'java.lang.Integer' ({text})");

    public override TaskFilter Filter(LocalRequest request) => TaskFilter.None;

    public override void Check(LocalRequest request, TesTask task)
    {
        using (var body = JsonDocument.Parse(request.Body))
        {
            if (UnknownProperty(body.RootElement) is { } name)
            {
                throw Refuse(request, 400, $"JSON parse error: Unrecognized field \"{name}\"");
            }
        }

        base.Check(request, task);
        if (task.Inputs?.Any(input => input.Type is null) == true || task.Outputs?.Any(output => output.Type is null) == true)
        {
            throw Refuse(request, 400, "type must not be null");
        }
    }

    public override LocalAnswer Canceled() => LocalAnswer.Empty(200);

    public override LocalAnswer CancelOfEnded(LocalRequest request, string state) => Error(400, "Can not cancel a task that is not running", request.RawPath);

    public override LocalAnswer Error(int status, string message, string path) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp"u8, clock.Shown.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture));
            json.WriteNumber("status"u8, status);
            json.WriteString("error"u8, ((System.Net.HttpStatusCode)status).ToString());
            json.WriteStartArray("messages"u8);
            json.WriteStringValue(message);
            json.WriteEndArray();
            json.WriteString("path"u8, path);
            json.WriteEndObject();
        },
        status);

    private static string? UnknownProperty(JsonElement task) =>
        ((string[])["inputs", "outputs", "executors"])
            .Where(list => task.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array)
            .SelectMany(list => task.GetProperty(list).EnumerateArray())
            .Where(item => item.ValueKind == JsonValueKind.Object)
            .SelectMany(item => item.EnumerateObject().Select(property => property.Name))
            .FirstOrDefault(Unknown.Contains);
}
