using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The billing groups, which nobody is ever billed by here.</summary>
internal sealed class BillingGroups(CavaticaWorld world)
{
    public CavaticaTable<BillingGroupDocument> Table { get; } = new(world.Store, "billing-group", CavaticaJson.Default.BillingGroupDocument, group => group.Id);

    public BillingGroupDocument Add(string owner, string name)
    {
        lock (world.Lock)
        {
            return Table.Put(new BillingGroupDocument { Id = CavaticaWorld.Uuid(), Name = name, Owner = owner });
        }
    }

    /// <summary>A group that the caller may bill.</summary>
    public BillingGroupDocument Get(CavaticaCall call, string id) => Table.Find(id) switch
    {
        null => throw CavaticaErrors.Refuse(404, 4002, "Requested billing group does not exist."),
        var group when group.Owner != call.User.Username => throw CavaticaErrors.Refuse(403, 4001, "Insufficient privileges to access the requested billing group."),
        var group => group,
    };

    public void Map(CavaticaApi api) => api
        .Map("GET /billing", call => CavaticaCall.Json(new JsonObject { ["groups_url"] = call.Href("/billing/groups"), ["invoices_url"] = call.Href("/billing/invoices") }))
        .Map("GET /billing/groups", call => call.List(
            [.. Table.All.Where(group => group.Owner == call.User.Username)], group => Write(call, group), "href", "id", "name"))
        .Map("GET /billing/groups/{id}", call => call.One(Write(call, Get(call, call["id"]))))
        .Map("GET /billing/groups/{id}/breakdown/{kind}", call =>
        {
            Get(call, call["id"]);
            return call.List<JsonObject>([], row => row);
        })
        .Map("GET /billing/invoices", call => call.List<JsonObject>([], row => row))
        .Map("GET /billing/invoices/{id}", _ => CavaticaErrors.Answer(404, 4002, "Requested invoice does not exist."));

    private static JsonObject Write(CavaticaCall call, BillingGroupDocument group) => new()
    {
        ["href"] = call.Href($"/billing/groups/{group.Id}"),
        ["id"] = group.Id,
        ["owner"] = group.Owner,
        ["name"] = group.Name,
        ["type"] = "regular",
        ["pending"] = false,
        ["disabled"] = false,
        ["balance"] = new JsonObject { ["currency"] = "USD", ["amount"] = 1000.0 },
    };
}
