using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on tasks.</summary>
internal sealed class TesTaskRoutes(TesWorld world, TaskRegistry tasks, TaskIntake intake, TaskDispatcher dispatcher, TesGate gate)
{
    private const string CancelVerb = ":cancel";

    public void Map(RouteTable routes)
    {
        routes.Map("GET /tasks", List);
        routes.Map("POST /tasks", Create);
        routes.Map("GET /tasks/{id}", Get);
        routes.Map("POST /tasks/{id}", Cancel);
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var entry = intake.Take(request);
        dispatcher.Start(entry);
        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, entry.Document.Id);
            json.WriteEndObject();
        });
    }

    private LocalAnswer List(LocalRequest request)
    {
        var (dialect, view) = (world.Dialect, world.Dialect.View(request, list: true));
        var (size, asked) = (dialect.PageSize(request), dialect.Filter(request));
        var filter = request.Draws(FaultKind.IgnoreSearch) ? TaskFilter.None : asked;
        var after = size is not null && request.QueryValue("page_token") is { Length: > 0 } token
            ? PageTokens.Read(token, asked, dialect.TokenHoldsForFilters) ?? throw dialect.Refuse(request, 400, $"page_token is '{token}', which is none of this list.")
            : null;
        var page = request.Draws(FaultKind.EmptyList) ? new TaskPage([], false) : tasks.List(task => gate.Sees(request, task) && filter.Matches(task), after, request.Shifted, size);
        var here = page.Tasks.Count == 0 ? null : PageTokens.Write(tasks.Key(page.Tasks[^1]), asked);
        return Rewritten(request, LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("tasks"u8);
            var writer = new TesTaskJson(json, dialect, view);
            foreach (var task in page.Tasks)
            {
                writer.Write(task);
            }

            json.WriteEndArray();
            dialect.WriteToken(json, page.HasMore ? here : null, here);
            json.WriteEndObject();
        }));
    }

    private LocalAnswer Get(LocalRequest request)
    {
        var view = world.Dialect.View(request, list: false);
        var task = Find(request, request["id"]).Document;
        return Rewritten(request, LocalAnswer.Json(json => new TesTaskJson(json, world.Dialect, view).Write(task)));
    }

    private LocalAnswer Cancel(LocalRequest request)
    {
        var dialect = world.Dialect;
        if (!request["id"].EndsWith(CancelVerb, StringComparison.Ordinal))
        {
            throw dialect.Refuse(request, 404, "A task can be posted to only with ':cancel' behind its id.");
        }

        var entry = Find(request, request["id"][..^CancelVerb.Length]);
        if (!LocalTesState.IsActive(entry.Document.State))
        {
            return dialect.CancelOfEnded(request, entry.Document.State);
        }

        if (request.Draws(FaultKind.RefuseCancel))
        {
            throw dialect.Refuse(request, 409, "The task cannot be cancelled now.");
        }

        if (request.TryDraw(FaultKind.SlowCancel, out var slow))
        {
            dispatcher.CancelLater(entry, slow.Value.Wait);
        }
        else
        {
            dispatcher.Cancel(entry);
        }

        return dialect.Canceled();
    }

    private TesTaskEntry Find(LocalRequest request, string id)
    {
        world.Dialect.CheckId(request, id);
        if (!tasks.TryFind(id, out var entry))
        {
            throw new RefusalException(world.Dialect.NotFound(request, id));
        }

        return gate.Sees(request, entry.Document) ? entry : throw world.Dialect.Refuse(request, 403, "The task is somebody else's.");
    }

    private static LocalAnswer Rewritten(LocalRequest request, LocalAnswer answer) =>
        request.TryDraw(FaultKind.Reserialize, out var fault) && JsonNode.Parse(answer.Body.Span) is JsonObject body
            ? LocalAnswer.Json(json => OtherForm.Of(body, fault.Value.Dice).WriteTo(json))
            : answer;
}
