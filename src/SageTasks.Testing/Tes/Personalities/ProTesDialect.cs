using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>proTES, a gateway to other servers.</summary>
internal sealed class ProTesDialect : TesDialect
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override string Version => "1.0.0";

    public override bool HasCanceling => false;

    public override bool AddsSubmitterTags => false;

    public override string NewId(TesTask task, DateTimeOffset now, bool unordered) => RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6);

    public override TesView View(LocalRequest request, bool list) => request.QueryValue("view") is { Length: > 0 } ? base.View(request, list) : TesView.Basic;

    public override int? PageSize(LocalRequest request) => request.QueryValue("page_size") is not { Length: > 0 } text ? 5
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size > 0 ? size : null
        : throw Refuse(request, 400, $"Wrong type, expected 'integer' for query parameter 'page_size' ({text})");

    public override TaskFilter Filter(LocalRequest request)
    {
        try
        {
            var prefix = request.QueryValue("name_prefix");
            return new TaskFilter { NamePattern = prefix is { Length: > 0 } ? new Regex($"^{prefix}", RegexOptions.None, Patience) : null };
        }
        catch (ArgumentException e)
        {
            throw Refuse(request, 500, e.Message);
        }
    }

    // Wherever there are rows, there is a token: it leads to an empty page in the end.
    public override void WriteToken(Utf8JsonWriter json, string? next, string? here) => json.WriteString("next_page_token"u8, here ?? "");

    public override void Check(LocalRequest request, TesTask task)
    {
        base.Check(request, task);
        if (task.Inputs?.Any(input => input.Type is null) == true || task.Outputs?.Any(output => output.Type is null) == true)
        {
            throw Refuse(request, 400, "'type' is a required property");
        }
    }

    public override LocalAnswer Error(int status, string message, string path) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("message"u8, message);
            json.WriteString("code"u8, status.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        },
        status);
}
