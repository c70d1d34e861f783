using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>TES on Azure, Microsoft's ga4gh-tes.</summary>
internal sealed class TesAzureDialect : TesDialect
{
    private static readonly string[] Supported = ["internal_path_prefix", "vm_size", "workflow_execution_identity"];

    public override IReadOnlyList<string> BasePaths => ["v1"];

    public override TesFill Fill => TesFill.Nulls;

    public override TesOrder Order => TesOrder.OldestFirst;

    public override bool TokenHoldsForFilters => true;

    public override bool HasCanceling => false;

    public override IReadOnlyList<string> BackendParameters => Supported;

    public override bool AddsSubmitterTags => false;

    // A task of Cromwell begins with its workflow's id.
    public override string NewId(TesTask task, DateTimeOffset now, bool unordered) => task.Description is { Length: > 36 } text && Guid.TryParse(text.Split(':')[0], out var workflow)
        ? $"{workflow.ToString()[..8]}_{Guid.NewGuid():N}"
        : Guid.NewGuid().ToString("N");

    public override string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public override void CheckId(LocalRequest request, string id)
    {
        if (id.Length is not (32 or 36 or 41))
        {
            throw Refuse(request, 400, "Invalid ID");
        }
    }

    public override TesView View(LocalRequest request, bool list) =>
        request.QueryValue("view") is not { Length: > 0 } text ? TesView.Minimal
        : Enum.TryParse<TesView>(text, ignoreCase: true, out var view) && !char.IsAsciiDigit(text[0]) ? view
        : throw Refuse(request, 400, $"Invalid view parameter value. If provided, it must be one of: MINIMAL, BASIC, FULL ({text})");

    public override int? PageSize(LocalRequest request) => request.QueryValue("page_size") is not { Length: > 0 } text ? 256
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 2047 ? size
        : throw Refuse(request, 400, "If provided, pageSize must be greater than 0 and less than 2048. Defaults to 256.");

    public override TaskFilter Filter(LocalRequest request)
    {
        var state = request.QueryValue("state");
        if (state is { Length: > 0 } && (!LocalTesState.All.Contains(state) || state is LocalTesState.Preempted or LocalTesState.Canceling))
        {
            throw Refuse(request, 400, $"Invalid state: {state}");
        }

        var tags = TagFilters.Pair(request) ?? throw Refuse(request, 400, "tag_value without a tag_key, or the same tag_key twice.");
        return new TaskFilter { NamePrefix = request.QueryValue("name_prefix"), State = state is { Length: > 0 } ? state : null, Tags = tags };
    }

    public override void WriteToken(Utf8JsonWriter json, string? next, string? here) => json.WriteString("next_page_token"u8, next);

    public override void Check(LocalRequest request, TesTask task)
    {
        if (task.Id is { Length: > 0 })
        {
            throw Refuse(request, 400, "Id should not be included by the client in the request; the server is responsible for generating a unique Id.");
        }

        if (TesAzureChecks.Problem(task) is { } problem)
        {
            throw Refuse(request, 400, problem);
        }
    }

    // The model has neither field.
    public override TesTask Keep(TesTask task) => task with
    {
        Executors = task.Executors?.Select(executor => executor with { IgnoreError = null }).ToList(),
        Outputs = task.Outputs?.Select(output => output with { PathPrefix = null }).ToList(),
    };

    public override LocalAnswer Error(int status, string message, string path) => LocalAnswer.Text(message, "text/plain; charset=utf-8", status);

    public override LocalAnswer NotFound(LocalRequest request, string id) => Error(404, $"The task with id {id} does not exist.", request.RawPath);

    public override LocalAnswer BadJson(LocalRequest request, JsonException e) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "https://tools.ietf.org/html/rfc9110#section-15.5.1");
            json.WriteString("title"u8, "One or more validation errors occurred.");
            json.WriteNumber("status"u8, 400);
            json.WriteStartObject("errors"u8);
            json.WriteStartArray(e.Path ?? "");
            json.WriteStringValue(e.Message);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        },
        400);
}
