using System.Net;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Lets a TES execute the steps of runs, and shows its tasks as theirs.</summary>
internal sealed class TesSteps(WesWorld world, RunRegistry runs, LocalWesTes tes) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TesApi _api = new(tes);

    /// <summary>Takes a step to its end, wherever an earlier life of the server left it. A run that is cancelled has its task cancelled.</summary>
    /// <returns>The task as it ended; null when the run was cancelled before there was one.</returns>
    /// <exception cref="HttpRequestException">The TES does not answer, or refused the task.</exception>
    /// <exception cref="OperationCanceledException">The server stops; the task goes on unless nobody could take it up again.</exception>
    public async Task<JsonObject?> RunAsync(Run run, WorkflowCommand command, RunFiles files, string parameters, CancellationToken stopping)
    {
        var id = run.Document.Tasks is [{ } known] ? known.Id : await SubmitAsync(run, StepTask.Of(run.Document, command, files, parameters, tes.Image), stopping).ConfigureAwait(false);
        if (id is null)
        {
            return null;
        }

        try
        {
            var step = run.Document.Tasks is [{ } noted] ? noted : new TaskDocument { Id = id, Name = run.Document.Request.WorkflowUrl, Command = command.Words };
            runs.Change(run, _ => true, document => document with { Tasks = [step with { TesUri = _api.AddressOf(id) }] });
            return await FollowAsync(run, id, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && world.Folder.IsTemporary)
        {
            await GiveUpAsync(id).ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose() => _api.Dispose();

    // There is no idempotency: before each try the task is looked for, as an earlier one may have succeeded without a word.
    private Task<string?> SubmitAsync(Run run, JsonObject task, CancellationToken stopping) => PatientAsync(
        async () => await _api.FindAsync(StepTask.RunTag, run.Document.Id, stopping).ConfigureAwait(false)
            ?? (run.Stop.IsCancellationRequested ? null : await _api.CreateAsync(task, stopping).ConfigureAwait(false)),
        stopping);

    private async Task<JsonObject> FollowAsync(Run run, string id, CancellationToken stopping)
    {
        var (seen, canceled) = ("", false);
        while (true)
        {
            if (run.Stop.IsCancellationRequested && !canceled)
            {
                canceled = await PatientAsync(() => CancelAsync(id, stopping), stopping).ConfigureAwait(false);
            }

            var task = await PatientAsync(() => _api.GetAsync(id, stopping), stopping).ConfigureAwait(false);
            var state = (string?)task["state"] ?? LocalWesState.Unknown;
            if (state != seen)
            {
                seen = state;
                Note(run, task, state);
            }

            if (LocalWesState.All.Contains(state, StringComparer.Ordinal) && !LocalWesState.IsActive(state))
            {
                return task;
            }

            await WaitAsync(canceled ? CancellationToken.None : run.Stop.Token, stopping).ConfigureAwait(false);
        }
    }

    private void Note(Run run, JsonObject task, string state) => runs.Change(run, LocalWesState.IsActive, document =>
    {
        var step = StepTask.Show(task, document.Tasks[0]);
        var goesOn = state is LocalWesState.Running or LocalWesState.Paused && document.State != LocalWesState.Canceling;
        return document with { State = goesOn ? state : document.State, Start = document.Start ?? step.Start, Tasks = [step] };
    });

    private async Task<bool> CancelAsync(string id, CancellationToken stopping)
    {
        await _api.CancelAsync(id, stopping).ConfigureAwait(false);
        return true;
    }

    // A cancellation of the run ends the wait.
    private async Task WaitAsync(CancellationToken canceled, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(canceled, stopping);
        await Task.Delay(Interval, world.Clock.Time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.ThrowIfCancellationRequested();
    }

    // A TES that is started anew is not there for a while.
    private async Task<T> PatientAsync<T>(Func<Task<T>> ask, CancellationToken stopping)
    {
        var began = world.Clock.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (Exception e) when (MayPass(e) && !stopping.IsCancellationRequested)
            {
                if (world.Clock.Time.GetElapsedTime(began) >= Patience)
                {
                    throw new HttpRequestException($"The TES at {tes.Endpoint} does not answer: {e.Message}", e);
                }

                await Task.Delay(Interval, world.Clock.Time, stopping).ConfigureAwait(false);
            }
        }
    }

    private static bool MayPass(Exception e) => e is TaskCanceledException
        || (e is HttpRequestException failure && failure.StatusCode is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);

    private async Task GiveUpAsync(string id)
    {
        try
        {
            await _api.CancelAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (MayPass(e))
        {
            // The TES has ended before this server.
        }
    }
}
