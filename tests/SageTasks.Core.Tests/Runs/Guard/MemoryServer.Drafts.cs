using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <content>Drafts: created first, started or discarded later.</content>
internal sealed partial class MemoryServer
{
    private bool _loseStart;
    private bool _loseStartReply;

    public void LoseNextStartReply() => _loseStartReply = true;

    public void LoseNextStart() => _loseStart = true;

    public JsonObject? StoredParameters(string runId)
    {
        lock (_lock)
        {
            return _runs.TryGetValue(runId, out var entry) ? entry.Request.Parameters : null;
        }
    }

    public Task EditAsync(string draftId, JsonObject parameters)
    {
        lock (_lock)
        {
            var entry = Draft(draftId);
            _runs[draftId] = entry with { Request = entry.Request with { Parameters = parameters } };
        }

        return Task.CompletedTask;
    }

    public Task AgeAsync(string runId, TimeSpan by)
    {
        Change(runId, run => run with { CreatedAt = run.CreatedAt - by });
        return Task.CompletedTask;
    }

    public RunSnapshot Start(string draftId)
    {
        lock (_lock)
        {
            var started = Draft(draftId).Run with { State = RunState.Running, RawState = "RUNNING" };
            if (_loseStart)
            {
                _loseStart = false;
                throw Unknown();
            }

            Started++;
            Change(draftId, _ => started);
            if (_loseStartReply)
            {
                _loseStartReply = false;
                throw Unknown();
            }

            return started;
        }
    }

    public void Discard(string draftId)
    {
        lock (_lock)
        {
            if (_runs.ContainsKey(draftId))
            {
                Draft(draftId);
                _runs.Remove(draftId);
            }
        }
    }

    private (RunSnapshot Run, MemoryRequest Request, DateTimeOffset VisibleAt) Draft(string id)
    {
        var error = new ApiError { Platform = "Memory", Method = "POST", Uri = $"memory://runs/{id}", Status = 409, Reason = "only a draft can be changed or started" };
        return _runs.TryGetValue(id, out var entry)
            ? entry.Run.State == RunState.Draft ? entry : throw new ConflictException(error)
            : throw new NotFoundException(error with { Status = 404 });
    }
}
