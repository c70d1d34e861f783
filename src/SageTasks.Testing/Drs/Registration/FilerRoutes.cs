namespace SageTasks.Testing.Drs;

/// <summary>Writing as ELIXIR's drs-filer has it: POST makes an object and answers its bare id, PUT puts one under a chosen id.</summary>
internal sealed class FilerRoutes(DrsWorld world, Candidates candidates)
{
    private const string By = "drs-filer";

    public void Map(RouteTable routes)
    {
        routes.Map($"POST {ObjectRoutes.Root}/objects", request => Put(request, world.NewId()));
        routes.Map($"PUT {ObjectRoutes.Root}/objects/{{rest*}}", request => Put(request, ObjectRoutes.Target(request).Id));
        routes.Map($"DELETE {ObjectRoutes.Root}/objects/{{rest*}}", Delete);
    }

    private LocalAnswer Put(LocalRequest request, string id)
    {
        var candidate = request.ReadJson(DrsJson.Default.Candidate);
        if (candidate?.CreatedTime is null)
        {
            throw DrsErrors.Invalid("'created_time' is a required property");
        }

        return Id(world.Put(candidates.Read(candidate, id), By).Id);
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        var id = ObjectRoutes.Target(request).Id;
        return world.Remove(id) ? Id(id) : throw DrsErrors.NotFound(id);
    }

    private static LocalAnswer Id(string id) => LocalAnswer.Json(id, DrsJson.Default.String);
}
