using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>The operations on runs.</summary>
internal sealed class RunRoutes(WesWorld world, RunRegistry runs, RequestChecks checks, RunExecutor executor)
{
    private readonly RunListing _listing = new(world, runs);
    private readonly RunJson _json = new(world);

    public void Map(RouteTable routes)
    {
        const string path = "/runs";
        routes.Map($"GET {path}", List);
        routes.Map($"POST {path}", SubmitAsync);
        routes.Map($"GET {path}/{{run_id}}", request => WesAnswers.Json(_json.Log(request, runs.Get(request).Document)));
        routes.Map($"GET {path}/{{run_id}}/status", request => WesAnswers.Json(RunJson.Status(runs.Get(request).Document)));
        routes.Map($"POST {path}/{{run_id}}/cancel", Cancel);
    }

    /// <summary>Writes the token behind a page.</summary>
    public static void AddToken(JsonObject answer, string? token, EndMark end)
    {
        if (token is not null)
        {
            answer["next_page_token"] = token;
        }
        else if (end != EndMark.Absent)
        {
            answer["next_page_token"] = end == EndMark.Empty ? "" : null;
        }
    }

    private LocalAnswer List(LocalRequest request)
    {
        var page = _listing.Read(request);
        var answer = new JsonObject { [world.Traits.ListName] = new JsonArray([.. page.Runs.Select(run => _json.Row(run.Document))]) };
        AddToken(answer, page.NextToken, world.Traits.End);
        if (world.Traits.IsSapporo)
        {
            answer["total_runs"] = page.Total;
        }

        return WesAnswers.Json(answer);
    }

    private async ValueTask<LocalAnswer> SubmitAsync(LocalRequest request, CancellationToken stopping)
    {
        RunForm form;
        try
        {
            form = await RunForm.ReadAsync(request, stopping).ConfigureAwait(false);
        }
        catch (FormatException e)
        {
            return world.Answers.Error(400, e.Message);
        }

        var (asked, attachments) = checks.Read(form);
        var id = Guid.NewGuid().ToString();
        new RunFiles(world.Folder, id).Stage(attachments);
        var hidden = request.TryDraw(FaultKind.HideFromLists, out var fault) ? world.Clock.True + fault.Value.Wait : (DateTimeOffset?)null;
        var now = world.Clock.Shown;
        var run = runs.Add(number => new RunDocument
        {
            Id = id,
            Number = number,
            State = world.Options.IsScripted ? LocalWesState.Running : LocalWesState.Queued,
            Submitted = now,
            Start = world.Options.IsScripted ? now : null,
            Request = asked,
            Attachments = [.. attachments.Select(attachment => attachment.Name)],
            HiddenUntil = hidden,
            IsScripted = world.Options.IsScripted,
        });
        executor.Start(run);
        return world.Options.FailsAfterStoring ? world.Answers.Error(500, "The back end did not take the run.") : WesAnswers.RunId(id);
    }

    private LocalAnswer Cancel(LocalRequest request)
    {
        var run = runs.Get(request);
        if (request.Draws(FaultKind.RefuseCancel))
        {
            throw world.Answers.Refusal(403, $"The run {run.Document.Id} may not be cancelled.");
        }

        if (request.TryDraw(FaultKind.SlowCancel, out var slow))
        {
            executor.CancelLater(run, slow.Value.Wait);
        }
        else
        {
            executor.Cancel(run);
        }

        return WesAnswers.RunId(run.Document.Id);
    }
}
