using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations that show automations.</summary>
internal sealed class AutomationRoutes(CavaticaWorld world)
{
    private static readonly string[] InLists = ["href", "id", "name"];

    public CavaticaTable<AutomationDocument> Table { get; } = new(world.Store, "automation", CavaticaJson.Default.AutomationDocument, automation => automation.Id);

    public void Map(CavaticaApi api) => api
        .Map("GET /automation/automations", call => call.List([.. Mine(call).Where(one => call.Query("name") is null || one.Name == call.Query("name"))], one => Write(call, one), InLists))
        .Map("GET /automation/automations/{id}", call => call.One(Write(call, Get(call))))
        .Map("GET /automation/automations/{id}/packages", call =>
        {
            var automation = Get(call);
            return call.List([automation], one => new JsonObject
            {
                ["id"] = one.Id,
                ["automation"] = one.Id,
                ["version"] = "1.0",
                ["schema"] = new JsonObject(),
                ["created_by"] = one.Owner,
                ["created_on"] = CavaticaCall.Date(one.CreatedOn),
                ["archived"] = false,
            });
        })
        .Map("GET /automation/automations/{id}/members", call =>
        {
            var automation = Get(call);
            return call.List([automation.Owner], owner => new JsonObject
            {
                ["id"] = owner,
                ["username"] = owner,
                ["permissions"] = new JsonObject { ["read"] = true, ["write"] = true, ["copy"] = true, ["execute"] = true, ["admin"] = true },
            });
        })
        .Map("GET /automation/runs", call => call.List(
            [.. Mine(call).Where(one => call.Query("automation_id") is null || one.Id == call.Query("automation_id")).SelectMany(one => one.Runs.Select(run => (one, run)))
                .Where(pair => call.Queries("status") is not { Count: > 0 } asked || asked.Contains(pair.run.Status, StringComparer.OrdinalIgnoreCase))],
            pair => Write(call, pair.one, pair.run),
            "href", "id", "name", "status"))
        .Map("GET /automation/runs/{id}", call => Run(call, (one, run) => Write(call, one, run)))
        .Map("GET /automation/runs/{id}/state", call => Run(call, (_, run) => new JsonObject { ["status"] = run.Status }));

    private IEnumerable<AutomationDocument> Mine(CavaticaCall call) => Table.All.Where(automation => automation.Owner == call.User.Username);

    private AutomationDocument Get(CavaticaCall call) =>
        Mine(call).FirstOrDefault(automation => automation.Id == call["id"]) ?? throw CavaticaErrors.NotFoundRefusal("Requested automation does not exist.");

    private LocalAnswer Run(CavaticaCall call, Func<AutomationDocument, AutomationRun, JsonObject> write)
    {
        var automation = Mine(call).FirstOrDefault(one => one.Runs.Any(run => run.Id == call["id"])) ?? throw CavaticaErrors.NotFoundRefusal("Requested run does not exist.");
        return call.One(write(automation, automation.Runs.First(run => run.Id == call["id"])));
    }

    private static JsonObject Write(CavaticaCall call, AutomationDocument automation) => new()
    {
        ["href"] = call.Href($"/automation/automations/{automation.Id}"),
        ["id"] = automation.Id,
        ["name"] = automation.Name,
        ["description"] = "",
        ["owner"] = automation.Owner,
        ["created_by"] = automation.Owner,
        ["created_on"] = CavaticaCall.Date(automation.CreatedOn),
        ["archived"] = false,
    };

    private static JsonObject Write(CavaticaCall call, AutomationDocument automation, AutomationRun run) => new()
    {
        ["href"] = call.Href($"/automation/runs/{run.Id}"),
        ["id"] = run.Id,
        ["name"] = run.Name,
        ["automation"] = Write(call, automation),
        ["status"] = run.Status,
        ["created_by"] = automation.Owner,
        ["created_on"] = CavaticaCall.Date(run.CreatedOn),
        ["inputs"] = new JsonObject(),
        ["outputs"] = new JsonObject(),
    };
}
