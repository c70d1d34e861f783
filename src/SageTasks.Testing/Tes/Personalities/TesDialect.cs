using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>What a server does where the published API leaves room: here as close to its text as can be. The other personalities say how they differ.</summary>
internal class TesDialect
{
    private const int LargestPage = 2047;

    /// <summary>Where the API is, the address to give away first.</summary>
    public virtual IReadOnlyList<string> BasePaths => ["ga4gh/tes/v1"];

    /// <summary>Whether the API is at none but <see cref="BasePaths"/>, not at the root.</summary>
    public virtual bool BasePathRequired => true;

    public virtual string ServiceInfoRoute => "GET /service-info";

    /// <summary>The version of the API that the server says it has.</summary>
    public virtual string Version => "1.1.0";

    public virtual TesFill Fill => TesFill.Omit;

    public virtual TesOrder Order => TesOrder.NewestFirst;

    public virtual bool RefusesUnknownProperties => false;

    /// <summary>Whether a token goes only with the filters of the page that it came from.</summary>
    public virtual bool TokenHoldsForFilters => false;

    /// <summary>Whether BASIC leaves out where outputs of commands go, and FULL is BASIC while there are no system logs.</summary>
    public virtual bool ShortensBasic => false;

    /// <summary>Whether a task gets tags that say who submitted it.</summary>
    public virtual bool AddsSubmitterTags => true;

    /// <summary>Whether there is a state for tasks that are told to stop and have not.</summary>
    public virtual bool HasCanceling => true;

    /// <summary>The backend parameters that the server supports, where that is not for the options to say.</summary>
    public virtual IReadOnlyList<string>? BackendParameters => null;

    /// <param name="task">The task.</param>
    /// <param name="now">The time, which ids may begin with.</param>
    /// <param name="unordered">Whether ids come in no order, by the fault of that name.</param>
    public virtual string NewId(TesTask task, DateTimeOffset now, bool unordered) => unordered ? Guid.NewGuid().ToString("N") : Guid.CreateVersion7(now).ToString("N");

    /// <summary>How a time is written.</summary>
    public virtual string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Refuses an id that cannot be one.</summary>
    public virtual void CheckId(LocalRequest request, string id)
    {
    }

    public virtual TesView View(LocalRequest request, bool list) => request.QueryValue("view") switch
    {
        null or "" or "MINIMAL" => TesView.Minimal,
        "BASIC" => TesView.Basic,
        "FULL" => TesView.Full,
        var other => throw Refuse(request, 400, $"view is '{other}'; it is MINIMAL, BASIC or FULL."),
    };

    /// <summary>The most tasks on a page; null for all.</summary>
    public virtual int? PageSize(LocalRequest request) => request.QueryValue("page_size") is not { Length: > 0 } text ? 256
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= LargestPage ? size
        : throw Refuse(request, 400, $"page_size is '{text}'; it is between 1 and {LargestPage}.");

    public virtual TaskFilter Filter(LocalRequest request) => new()
    {
        NamePrefix = request.QueryValue("name_prefix"),
        State = State(request),
        Tags = !TagFilters.HasSpareValues(request) ? TagFilters.Zip(request) : throw Refuse(request, 400, "There are more values of tag_value than of tag_key."),
    };

    /// <summary>Writes where a list goes on.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="next">The token of the next page; null on the last one.</param>
    /// <param name="here">The token of what follows this page, whether or not there is anything; null when the page is empty.</param>
    public virtual void WriteToken(Utf8JsonWriter json, string? next, string? here)
    {
        if (next is not null)
        {
            json.WriteString("next_page_token"u8, next);
        }
    }

    /// <summary>Refuses a task that is not one.</summary>
    public virtual void Check(LocalRequest request, TesTask task)
    {
        if (TaskChecks.Problem(task) is { } problem)
        {
            throw Refuse(request, 400, problem);
        }
    }

    /// <summary>The task as the server keeps it.</summary>
    public virtual TesTask Keep(TesTask task) => task;

    public virtual LocalAnswer Canceled() => LocalAnswer.Bytes("{}"u8.ToArray(), LocalAnswer.JsonType);

    public virtual LocalAnswer CancelOfEnded(LocalRequest request, string state) => Canceled();

    public virtual LocalAnswer Error(int status, string message, string path) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteNumber("status_code"u8, status);
            json.WriteString("msg"u8, message);
            json.WriteEndObject();
        },
        status);

    public virtual LocalAnswer NotFound(LocalRequest request, string id) => Error(404, $"There is no task '{id}'.", request.RawPath);

    public virtual LocalAnswer BadJson(LocalRequest request, JsonException e) => Error(400, $"The body is no task: {e.Message}", request.RawPath);

    public virtual void WriteServiceInfo(Utf8JsonWriter json, TesService service) => ServiceInfoJson.Write(json, service, Version);

    public RefusalException Refuse(LocalRequest request, int status, string message) => new(Error(status, message, request.RawPath));

    protected string? State(LocalRequest request) => request.QueryValue("state") is not { Length: > 0 } state ? null
        : LocalTesState.All.Contains(state) ? state
        : throw Refuse(request, 400, $"state is '{state}', which is none.");
}
