using System.Text.Json;
using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>What a canonical form says about where work runs and what it is, in any platform's words.</summary>
internal sealed record WorkForm(string Service, string? Work)
{
    private const int MostWords = 3;

    public static WorkForm Read(SubmissionForm form)
    {
        try
        {
            using var json = JsonDocument.Parse(form.Text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new WorkForm(Text(json.RootElement, "service") ?? "", Text(json.RootElement, "key") ?? WorkOf(json.RootElement))
                : new WorkForm("", null);
        }
        catch (JsonException)
        {
            // Evidence that somebody edited still tells the rest.
            return new WorkForm("", null);
        }
    }

    private static string? WorkOf(JsonElement form)
    {
        var words = form.TryGetProperty("request", out var request) && request.ValueKind == JsonValueKind.Object
            ? request.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String).Select(field => field.Value.GetString()!).Where(text => text.Length > 0).Take(MostWords).ToList()
            : [];
        return words.Count == 0 ? null : string.Join(" · ", words);
    }

    private static string? Text(JsonElement form, string name) => form.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
