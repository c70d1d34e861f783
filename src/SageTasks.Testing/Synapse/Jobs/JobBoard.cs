using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing.Synapse;

/// <summary>
/// The asynchronous jobs: <c>…/async/start</c> gives a token, <c>…/async/get/{token}</c> a 202 while the job runs and a 201 with its answer.
/// A failed job is a 400.
/// </summary>
internal sealed class JobBoard(SynapseStore store, Api api, LocalSynapseOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RunningJob> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<StoredJob>> _resume = new(StringComparer.Ordinal);

    /// <summary>A job that only reads. It is worked out when its answer is asked for, each time anew, so that no page of rows is kept.</summary>
    public void MapReading<TIn, TOut>(string path, JsonTypeInfo<TIn> body, JsonTypeInfo<TOut> answer, Func<JobCall<TIn>, TOut> work, string scopes)
        where TIn : class => Map(path, scopes, call =>
        {
            var input = Input(call, body);
            return New(call.Caller.Id, Shown(input, body), () => JsonSerializer.SerializeToUtf8Bytes(store.Run(() => work(input)), answer));
        });

    /// <summary>A job that makes a file. It runs once, aside and outside of any transaction.</summary>
    public void MapMaking<TIn, TOut>(string path, JsonTypeInfo<TIn> body, JsonTypeInfo<TOut> answer, Func<JobCall<TIn>, Task<TOut>> work, string scopes)
        where TIn : class => Map(path, scopes, call =>
        {
            var input = Input(call, body);
            var made = Task.Run(async () => JsonSerializer.SerializeToUtf8Bytes(await work(input).ConfigureAwait(false), answer));
            return New(call.Caller.Id, Shown(input, body), () => made.GetAwaiter().GetResult(), made);
        });

    /// <summary>A job that changes something: its change and its end are one commit, and a restart takes it up if it had not ended.</summary>
    public void MapChanging<TIn, TOut>(string path, JsonTypeInfo<TIn> body, JsonTypeInfo<TOut> answer, Func<JobCall<TIn>, TOut> work)
        where TIn : class
    {
        _resume[path] = job => Run(job, body, answer, work);
        Map(path, "view,modify", call =>
        {
            var input = Input(call, body);
            var job = new StoredJob
            {
                Id = NewId(),
                Kind = path,
                EntityId = EntityId(call),
                UserId = call.Caller.Id,
                Body = Shown(input, body),
                StartedOn = store.Now,
            };
            store.Run(() => store.Jobs.Put(job.Id, job));
            return Run(job, body, answer, work);
        });
    }

    /// <summary>Takes up what a stopped server left unfinished.</summary>
    public void Resume()
    {
        foreach (var job in store.Run(() => store.Jobs.All.ToList()))
        {
            if (job.Response is null && job.Error is null)
            {
                _resume[job.Kind](job);
            }
            else
            {
                _jobs[job.Id] = Ended(job, Task.CompletedTask);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var job in _jobs.Values)
        {
            await job.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Map(string path, string scopes, Func<Call, RunningJob> start)
    {
        api.MapAnswer($"POST {path}/async/start", scopes, call =>
        {
            var job = start(call);
            _jobs[job.Id] = job;
            return LocalAnswer.Json(new AsyncJobId { Token = job.Id }, SynapseJson.Default.AsyncJobId, 201);
        });
        api.MapAnswer($"GET {path}/async/get/{{token}}", "view", Get);
    }

    private LocalAnswer Get(Call call)
    {
        if (!_jobs.TryGetValue(call["token"], out var job))
        {
            throw SynapseError.NotFound($"The job {call["token"]} does not exist.");
        }

        if (job.UserId != call.Caller.Id)
        {
            throw SynapseError.Forbidden("Only the user that started a job can access the job's results.");
        }

        if (job.IsTooEarly())
        {
            return LocalAnswer.Json(job.Status(store.Now), SynapseJson.Default.AsyncJobStatus, 202);
        }

        try
        {
            return LocalAnswer.Bytes(job.Answer(), LocalAnswer.JsonType, 201);
        }
        catch (SynapseError error)
        {
            throw SynapseError.Invalid(error.Message);
        }
    }

    private RunningJob Run<TIn, TOut>(StoredJob job, JsonTypeInfo<TIn> body, JsonTypeInfo<TOut> answer, Func<JobCall<TIn>, TOut> work)
        where TIn : class
    {
        var input = new JobCall<TIn>(new Caller(job.UserId, UserDirectory.AllScopes), job.EntityId, job.Body.Deserialize(body)!);
        var running = Ended(job, Task.Run(() => RunToEnd(job, () => JsonSerializer.SerializeToElement(work(input), answer))));
        _jobs[job.Id] = running;
        return running;
    }

    private void RunToEnd(StoredJob job, Func<JsonElement> work)
    {
        try
        {
            store.Run(() => store.Jobs.Put(job.Id, job with { Response = work() }));
        }
        catch (Exception error)
        {
            store.Run(() => store.Jobs.Put(job.Id, job with { Error = error.Message }));
        }
    }

    private RunningJob Ended(StoredJob job, Task work) => New(job.UserId, job.Body, () => Answer(job.Id), work, job.Id);

    private ReadOnlyMemory<byte> Answer(string jobId)
    {
        var job = store.Run(() => store.Jobs.Find(jobId))!;
        return job.Response is { } response
            ? JsonSerializer.SerializeToUtf8Bytes(response, SynapseJson.Default.JsonElement)
            : throw SynapseError.Invalid(job.Error ?? "The job ended without an answer.");
    }

    private RunningJob New(long userId, JsonElement body, Func<ReadOnlyMemory<byte>> answer, Task? work = null, string? id = null) =>
        new(id ?? NewId(), userId, body, store.Now, options.JobPolls) { Answer = answer, Work = work ?? Task.CompletedTask };

    private static JobCall<TIn> Input<TIn>(Call call, JsonTypeInfo<TIn> body)
        where TIn : class
    {
        var input = call.Request.ReadJson(body) ?? throw SynapseError.Invalid("The request has no body.");
        return new JobCall<TIn>(call.Caller.Known("start jobs"), EntityId(call), input)
        {
            Stale = call.Request.TryDraw(FaultKind.HideFromLists, out var fault) ? fault.Value.Wait : null,
        };
    }

    /// <summary>The body as the server shows it while the job runs: without nulls, and saying its type.</summary>
    private static JsonElement Shown<TIn>(JobCall<TIn> call, JsonTypeInfo<TIn> type)
    {
        var body = JsonSerializer.SerializeToNode(call.Body, type)!.AsObject();
        body["concreteType"] ??= JobTypes.Of(typeof(TIn), body);
        return body.Deserialize(SynapseJson.Default.JsonElement);
    }

    private static string? EntityId(Call call) => call.Request.Segments is [_, _, "entity", var id, ..] ? id : null;

    private static string NewId() => Guid.NewGuid().ToString("N");
}
