using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>The older tes-azure, a server of the time before 1.0.</summary>
internal sealed class OldTesAzureDialect : TesDialect
{
    public override IReadOnlyList<string> BasePaths => ["v1"];

    public override string ServiceInfoRoute => "GET /tasks/service-info";

    public override string Version => "0.3.0";

    public override TesOrder Order => TesOrder.OldestFirst;

    public override bool HasCanceling => false;

    public override string NewId(TesTask task, DateTimeOffset now, bool unordered) => Guid.NewGuid().ToString();

    public override TesView View(LocalRequest request, bool list) => TesView.Full;

    public override int? PageSize(LocalRequest request) => null;

    public override TaskFilter Filter(LocalRequest request) => TaskFilter.None;

    public override void WriteToken(Utf8JsonWriter json, string? next, string? here) => json.WriteString("next_page_token"u8, "N/A");

    public override void Check(LocalRequest request, TesTask task)
    {
        var problem = task.Resources is null ? "resources: Missing data for required field." : TaskChecks.Problem(task, wildcardsNeedPrefix: false);
        if (problem is not null)
        {
            throw Refuse(request, 422, problem);
        }
    }

    public override LocalAnswer Canceled() => LocalAnswer.Bytes("\"{}\""u8.ToArray(), LocalAnswer.JsonType);

    public override LocalAnswer CancelOfEnded(LocalRequest request, string state) => Error(500, $"The backend has no task in state {state}.", request.RawPath);

    public override LocalAnswer Error(int status, string message, string path) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("errors"u8);
            json.WriteStartArray(status.ToString(CultureInfo.InvariantCulture));
            json.WriteStringValue(message);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        },
        status);

    public override LocalAnswer BadJson(LocalRequest request, JsonException e) => Error(422, e.Message, request.RawPath);

    public override void WriteServiceInfo(Utf8JsonWriter json, TesService service)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, service.Name);
        json.WriteString("doc"u8, service.Description);
        json.WriteStartArray("storage"u8);
        foreach (var storage in service.Storage)
        {
            json.WriteStringValue(storage);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
