using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Divides a batch task into its parts.</summary>
internal sealed class TaskBatches(CavaticaWorld world, TaskBook tasks, TaskInputs inputs, FileBook files)
{
    private const string MetadataPrefix = "metadata.";

    /// <summary>Refuses a batch that cannot be divided.</summary>
    public static void Check(string? input, JsonObject? by)
    {
        if (input is null && by is null)
        {
            return;
        }

        if (input is null || by is null)
        {
            throw CavaticaErrors.Refuse(400, 7023, "Missing batch_by or batch_input fields. These fields must be included together.");
        }

        if (input.Length == 0)
        {
            throw CavaticaErrors.Refuse(400, 7018, "Batch input property should reference an input identifier or be omitted.");
        }

        switch (TypeOf(by))
        {
            case "item":
                return;
            case "criteria" when by["criteria"] is JsonArray { Count: > 0 }:
                return;
            case "criteria":
                throw CavaticaErrors.Refuse(400, 7019, "Missing batch criteria.");
            default:
                throw CavaticaErrors.Refuse(400, 7020, "Invalid batch type supplied. Allowed values: [criteria, item].");
        }
    }

    /// <summary>Makes the parts of a batch that are not there yet, and answers with all.</summary>
    public IReadOnlyList<SbgTask> Divide(SbgTask batch)
    {
        var items = batch.Inputs[batch.BatchInput!] is JsonArray array ? [.. array] : new List<JsonNode?> { batch.Inputs[batch.BatchInput!] };
        var isArray = inputs.Declared(batch).FirstOrDefault(input => input.Id == batch.BatchInput)?.IsArray ?? false;
        var groups = TypeOf(batch.BatchBy!) == "item" ? ByItem(items) : ByCriteria(items, [.. ((JsonArray)batch.BatchBy!["criteria"]!).Select(one => (string)one!)]);
        var there = tasks.ChildrenOf(batch);
        return [.. there, .. groups.Index().Skip(there.Count).Select(group => tasks.Add(Part(batch, group.Item.Fields, group.Item.Items, isArray, group.Index)))];
    }

    private static string TypeOf(JsonObject by) => ((string?)by["type"] ?? "").ToLowerInvariant();

    private SbgTask Part(SbgTask batch, JsonObject fields, IReadOnlyList<JsonNode?> items, bool isArray, int index)
    {
        var value = string.Join(", ", fields.Select(pair => pair.Value?.ToString()));
        var given = (JsonObject)batch.Inputs.DeepClone();
        given[batch.BatchInput!] = isArray ? new JsonArray([.. items.Select(item => item?.DeepClone())]) : items[0]?.DeepClone();
        return batch with
        {
            Id = CavaticaWorld.Uuid(),
            Name = string.Create(CultureInfo.InvariantCulture, $"{batch.Name} - {index + 1}: {value}"),
            Status = LocalCavaticaStatus.Draft,
            CreatedTime = world.Now,
            StartTime = null,
            Inputs = given,
            IsBatch = false,
            BatchInput = null,
            BatchBy = null,
            Parent = batch.Id,
            BatchGroup = new JsonObject { ["value"] = value, ["fields"] = fields },
        };
    }

    private IEnumerable<(JsonObject Fields, IReadOnlyList<JsonNode?> Items)> ByItem(IEnumerable<JsonNode?> items) =>
        items.Select(item => (new JsonObject { ["item"] = NameOf(item) }, (IReadOnlyList<JsonNode?>)[item]));

    private IEnumerable<(JsonObject Fields, IReadOnlyList<JsonNode?> Items)> ByCriteria(IEnumerable<JsonNode?> items, IReadOnlyList<string> criteria) =>
        items.GroupBy(item => string.Join('\n', criteria.Select(name => Field(item, name))), StringComparer.Ordinal)
            .Select(group => (new JsonObject(criteria.Select(name => KeyValuePair.Create(name, (JsonNode?)Field(group.First(), name)))), (IReadOnlyList<JsonNode?>)[.. group]));

    private string? Field(JsonNode? item, string name)
    {
        var file = files.Table.Find((string?)(item as JsonObject)?["path"] ?? "");
        return name.StartsWith(MetadataPrefix, StringComparison.Ordinal) ? file?.Metadata[name[MetadataPrefix.Length..]]?.ToString() : file?.Name;
    }

    private string? NameOf(JsonNode? item) => item is JsonObject file ? files.Table.Find((string?)file["path"] ?? "")?.Name ?? (string?)file["path"] : item?.ToString();
}
