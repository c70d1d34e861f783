using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Funnel with its embedded database.</summary>
internal sealed class FunnelDialect : TesDialect
{
    private const string Base32 = "0123456789abcdefghijklmnopqrstuv";

    public override IReadOnlyList<string> BasePaths => ["ga4gh/tes/v1", "v1"];

    public override bool BasePathRequired => false;

    public override TesFill Fill => TesFill.Empty;

    public override bool RefusesUnknownProperties => true;

    public override bool ShortensBasic => true;

    public override bool AddsSubmitterTags => false;

    // Nine characters of the time in milliseconds and eleven of chance, so that ids sort by age.
    public override string NewId(TesTask task, DateTimeOffset now, bool unordered)
    {
        var id = RandomNumberGenerator.GetString(Base32, 20);
        return unordered ? id : Ordered(now.ToUnixTimeMilliseconds()) + id[9..];
    }

    private static string Ordered(long time) => string.Create(9, time, (text, left) =>
    {
        for (var index = text.Length - 1; index >= 0; index--, left >>= 5)
        {
            text[index] = Base32[(int)(left & 31)];
        }
    });

    public override TesView View(LocalRequest request, bool list) => request.QueryValue("view") switch
    {
        null or "" or "MINIMAL" => TesView.Minimal,
        "BASIC" => TesView.Basic,
        "FULL" => TesView.Full,
        _ when list => TesView.Minimal,
        var other => throw Refuse(request, 500, $"Unknown view: {other}"),
    };

    public override int? PageSize(LocalRequest request) => request.QueryValue("page_size") is not { Length: > 0 } text ? 256
        : !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? throw Refuse(request, 400, $"page_size: invalid value {text}")
        : size <= 0 ? 256
        : Math.Min(size, 2048);

    public override TaskFilter Filter(LocalRequest request) => new()
    {
        NamePrefix = request.QueryValue("name_prefix"),
        State = State(request),
        Tags = TagFilters.Zip(request),
    };

    public override void WriteToken(Utf8JsonWriter json, string? next, string? here) => json.WriteString("next_page_token"u8, next ?? "");

    public override TesTask Keep(TesTask task) => task with
    {
        Tags = task.Tags?.Where(tag => tag.Value is not null).ToDictionary(StringComparer.Ordinal),
    };

    public override LocalAnswer CancelOfEnded(LocalRequest request, string state) =>
        LocalAnswer.Json(json => Message(json, "message", $"Task is already in {state} state, cannot cancel."));

    public override LocalAnswer Error(int status, string message, string path) => LocalAnswer.Json(json => Message(json, "error", message), status);

    public override LocalAnswer NotFound(LocalRequest request, string id) => Error(404, $"task not found: taskID: {id}", request.RawPath);

    private static void Message(Utf8JsonWriter json, string name, string message)
    {
        json.WriteStartObject();
        json.WriteString(name, message);
        json.WriteEndObject();
    }
}
