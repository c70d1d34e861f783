using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on genome markers.</summary>
internal sealed class MarkerRoutes(CavaticaWorld world, FileBook files)
{
    public CavaticaTable<MarkerDocument> Table { get; } = new(world.Store, "marker", CavaticaJson.Default.MarkerDocument, marker => marker.Id);

    public void Map(CavaticaApi api) => api
        .Map("GET /genome/markers", List)
        .Map("POST /genome/markers", Create)
        .Map("GET /genome/markers/{id}", call => call.One(Write(call, Get(call, Permission.Read))))
        .Map("PATCH /genome/markers/{id}", call => call.One(Write(call, Table.Put(With(call, Get(call, Permission.Write))))))
        .Map("DELETE /genome/markers/{id}", call =>
        {
            Table.Remove(Get(call, Permission.Write).Id);
            return CavaticaCall.NoContent;
        });

    private MarkerDocument Get(CavaticaCall call, Permission permission)
    {
        var marker = Table.Find(call["id"]) ?? throw CavaticaErrors.NotFoundRefusal("Requested marker does not exist.");
        files.Get(call, marker.File, permission);
        return marker;
    }

    private LocalAnswer List(CavaticaCall call)
    {
        var file = files.Get(call, call.Query("file") ?? throw CavaticaErrors.Bad("'file' is missing.")).Id;
        return call.List([.. Table.All.Where(marker => marker.File == file)], marker => Write(call, marker));
    }

    private LocalAnswer Create(CavaticaCall call)
    {
        var file = files.Get(call, call.Text("file") ?? throw CavaticaErrors.Bad("'file' is missing."), Permission.Write);
        var marker = With(call, new MarkerDocument
        {
            Id = CavaticaWorld.FileId(),
            File = file.Id,
            Name = "",
            Chromosome = "",
            Start = 0,
            End = 0,
            CreatedBy = call.User.Username,
            CreatedTime = world.Now,
        });
        return marker.Name.Length == 0 || marker.Chromosome.Length == 0
            ? throw CavaticaErrors.Bad("'name' and 'chromosome' are needed.")
            : call.One(Write(call, Table.Put(marker)), 201);
    }

    private static MarkerDocument With(CavaticaCall call, MarkerDocument marker)
    {
        var position = call.Object("position");
        return marker with
        {
            Name = call.Text("name") ?? marker.Name,
            Chromosome = call.Text("chromosome") ?? marker.Chromosome,
            Start = Number(position, "start") ?? marker.Start,
            End = Number(position, "end") ?? marker.End,
            IsPrivate = call.Body["private"] is JsonValue value && value.TryGetValue<bool>(out var set) ? set : marker.IsPrivate,
        };
    }

    private static long? Number(JsonObject? position, string name) => position?[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static JsonObject Write(CavaticaCall call, MarkerDocument marker) => new()
    {
        ["href"] = call.Href($"/genome/markers/{marker.Id}"),
        ["id"] = marker.Id,
        ["file"] = marker.File,
        ["name"] = marker.Name,
        ["chromosome"] = marker.Chromosome,
        ["position"] = new JsonObject { ["start"] = marker.Start, ["end"] = marker.End },
        ["private"] = marker.IsPrivate,
        ["created_by"] = marker.CreatedBy,
        ["created_time"] = CavaticaCall.Date(marker.CreatedTime),
    };
}
