using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>What the server says of itself.</summary>
internal sealed class ServiceRoutes(WesWorld world, RunRegistry runs, IReadOnlyList<WorkflowLanguage> languages)
{
    public void Map(RouteTable routes) => routes.MapOpen("GET /service-info", async (_, _) => WesAnswers.Json(await InfoAsync().ConfigureAwait(false)));

    private async Task<JsonObject> InfoAsync()
    {
        var versions = await Task.WhenAll(languages.Select(language => language.EngineVersion.Value)).ConfigureAwait(false);
        var traits = world.Traits;
        return new JsonObject
        {
            ["id"] = "org.sagetasks.local.wes",
            ["name"] = traits.Name,
            ["type"] = new JsonObject { ["group"] = traits.Group, ["artifact"] = "wes", ["version"] = traits.WesVersion },
            ["description"] = "A WES on loopback for tests.",
            ["organization"] = new JsonObject { ["name"] = "SageTasks", ["url"] = "https://example.org/" },
            ["version"] = "1",
            ["workflow_type_versions"] = new JsonObject(languages.Select(language => KeyValuePair.Create(
                language.Type, (JsonNode?)new JsonObject { ["workflow_type_version"] = WesAnswers.Array(language.Versions) }))),
            ["supported_wes_versions"] = WesAnswers.Array([traits.WesVersion]),
            ["supported_filesystem_protocols"] = WesAnswers.Array(["file", "http", "https"]),
            ["workflow_engine_versions"] = new JsonObject(languages.Zip(versions).Select(pair => KeyValuePair.Create(pair.First.Engine, Version(pair.Second)))),
            ["default_workflow_engine_parameters"] = DefaultParameters(),
            ["system_state_counts"] = new JsonObject(Counts().Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
            ["auth_instructions_url"] = "https://example.org/",
            ["tags"] = new JsonObject(),
        };
    }

    private JsonNode? Version(string version) => world.Traits.OneEngineVersion
        ? JsonValue.Create(version)
        : new JsonObject { ["workflow_engine_version"] = WesAnswers.Array([version]) };

    // Sapporo gives the parameters by engine.
    private JsonNode DefaultParameters() => world.Traits.IsSapporo
        ? new JsonObject(languages.Select(language => KeyValuePair.Create(language.Engine, (JsonNode?)new JsonArray())))
        : new JsonArray();

    private IEnumerable<KeyValuePair<string, int>> Counts()
    {
        var all = runs.All.CountBy(run => run.Document.State).ToDictionary(StringComparer.Ordinal);
        return LocalWesState.All.Select(state => KeyValuePair.Create(state, all.GetValueOrDefault(state)));
    }
}
