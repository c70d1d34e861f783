using System.Net;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Etl;

/// <summary>Projects are made once, whoever makes them.</summary>
public sealed class ProjectTests : IAsyncLifetime
{
    private readonly ProjectSpec _stubbed = new() { Name = "Cohort", BillingGroup = "lab" };

    private LocalCavatica _cavatica = null!;
    private CavaticaClient _client = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true });
        _client = _cavatica.Connect();
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    [Fact]
    public async Task A_project_is_made_once_by_name_and_billing_group()
    {
        var projects = new CavaticaProjects(_client);
        var group = (await _client.ListBillingGroupsAsync().FirstAsync()).Name!;
        var spec = new ProjectSpec { Name = "Cohort 7", BillingGroup = group, Settings = new ProjectSettings { UseMemoization = true } };

        var first = await projects.EnsureAsync(spec);
        var again = await projects.EnsureAsync(spec with { BillingGroup = _cavatica.BillingGroup });

        Assert.True(first.IsNew);
        Assert.False(again.IsNew);
        Assert.Equal(first.Project.Id, again.Project.Id);
        Assert.True((await _client.GetProjectAsync(first.Project.Id)).Settings!.UseMemoization);
        Assert.Contains(group, (await Assert.ThrowsAsync<NotFoundException>(() => projects.EnsureAsync(spec with { BillingGroup = "nobody" }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_reply_to_making_a_project_makes_no_second_one()
    {
        _cavatica.Faults.Strike(FaultKind.DropReply, "POST /projects");

        var made = await new CavaticaProjects(_client).EnsureAsync(new ProjectSpec { Name = "Cohort 8", BillingGroup = _cavatica.BillingGroup });

        Assert.True(made.IsNew);
        Assert.Single(await _client.ListProjectsAsync(new ProjectQuery { Name = "Cohort 8" }).ToListAsync());
        Assert.Equal(1, _cavatica.Faults.Injected[FaultKind.DropReply]);
    }

    [Fact]
    public async Task Workers_that_make_a_project_at_the_same_time_take_the_same_one_and_name_the_other()
    {
        var (meeting, spec) = (new Meeting(2), new ProjectSpec { Name = "Cohort 9", BillingGroup = _cavatica.BillingGroup });

        var made = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new CavaticaProjects(new MeetingClient(_cavatica, meeting)).EnsureAsync(spec)));

        Assert.Equal(made[0].Project.Id, made[1].Project.Id);
        Assert.Single(made, one => one.IsNew);
        var listed = await _client.ListProjectsAsync(new ProjectQuery { Name = "Cohort 9" }).Select(project => project.Id).ToListAsync();
        Assert.Equal(listed.Except([made[0].Project.Id]), (await new CavaticaProjects(_client).EnsureAsync(spec)).Others);
    }

    [Fact]
    public async Task A_list_that_lags_is_read_until_it_shows_the_new_project()
    {
        using var stub = Stub("""{"id":"ann/two","name":"Cohort","billing_group":"b1","created_on":"2026-01-02T00:00:00Z"}""", HttpStatusCode.Created, [
            [],
            [],
            ["""{"id":"ann/two","name":"Cohort","billing_group":"b1","created_on":"2026-01-02T00:00:00Z"}""", """{"id":"bob/one","name":"Cohort","billing_group":"b1","created_on":"2026-01-01T00:00:00Z"}"""],
        ]);

        var made = await new CavaticaProjects(stub.Client(time: new SkippingTime())).EnsureAsync(_stubbed);

        Assert.Equal(("bob/one", false), (made.Project.Id, made.IsNew));
        Assert.Equal(["ann/two"], made.Others);
    }

    [Fact]
    public async Task A_project_that_is_there_by_the_platforms_word_is_looked_for_again()
    {
        using var stub = Stub("""{"status":409,"code":3003,"message":"Requested project already exists."}""", HttpStatusCode.Conflict, [
            [],
            ["""{"id":"ann/one","name":"Cohort","billing_group":"b1"}"""],
        ]);

        var found = await new CavaticaProjects(stub.Client(time: new SkippingTime())).EnsureAsync(_stubbed);

        Assert.Equal(("ann/one", false), (found.Project.Id, found.IsNew));
    }

    private static StubCavatica Stub(string answer, HttpStatusCode status, string[][] lists)
    {
        var looks = new Queue<string[]>(lists);
        return new StubCavatica()
            .On("GET", "/v2/billing/groups", request => StubCavatica.Page(request, ["""{"id":"b1","name":"lab"}"""]))
            .On("GET", "/v2/projects", request => StubCavatica.Page(request, looks.Dequeue()))
            .On("POST", "/v2/projects", _ => StubCavatica.Json(answer, status));
    }

    /// <summary>Lets all go on once all are there.</summary>
    private sealed class Meeting(int expected)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _there;

        public Task ComeAsync()
        {
            if (Interlocked.Increment(ref _there) == expected)
            {
                _all.SetResult();
            }

            return _all.Task;
        }
    }

    /// <summary>A client that makes its project when others are about to do so, too.</summary>
    private sealed class MeetingClient(LocalCavatica cavatica, Meeting meeting) : CavaticaClient(LocalCavaticaClient.OptionsFor(cavatica))
    {
        public override async Task<Project> CreateProjectAsync(NewProject project, CancellationToken cancellationToken = default)
        {
            await meeting.ComeAsync();
            return await base.CreateProjectAsync(project, cancellationToken);
        }
    }
}
