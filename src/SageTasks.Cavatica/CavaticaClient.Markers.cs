using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>The markers of a file, all pages (<c>GET /genome/markers</c>).</summary>
    public virtual IAsyncEnumerable<Marker> ListMarkersAsync(string fileId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileId);
        return ListAsync("markers", () => RequestPath.Of($"/genome/markers").Query("file", fileId), marker => marker.Id, Default.PageMarker, cancellationToken);
    }

    /// <summary>A marker (<c>GET /genome/markers/{id}</c>).</summary>
    public virtual Task<Marker> GetMarkerAsync(string markerId, CancellationToken cancellationToken = default) =>
        GetAsync($"/genome/markers/{markerId}", Default.Marker, cancellationToken);

    /// <summary>Makes a marker (<c>POST /genome/markers</c>).</summary>
    /// <exception cref="SubmissionUnknownException">Whether the marker was made is not known.</exception>
    public virtual Task<Marker> CreateMarkerAsync(NewMarker marker, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"/genome/markers", RequestSafety.Once, marker, Default.NewMarker, Default.Marker, cancellationToken);

    /// <summary>Changes a marker (<c>PATCH /genome/markers/{id}</c>).</summary>
    public virtual Task<Marker> UpdateMarkerAsync(string markerId, MarkerChange change, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"/genome/markers/{markerId}", RequestSafety.Idempotent, change, Default.MarkerChange, Default.Marker, cancellationToken);

    /// <summary>Deletes a marker (<c>DELETE /genome/markers/{id}</c>).</summary>
    public virtual Task DeleteMarkerAsync(string markerId, CancellationToken cancellationToken = default) => DeleteAsync($"/genome/markers/{markerId}", cancellationToken);

    /// <summary>The automations that the token sees, all pages (<c>GET /automation/automations</c>).</summary>
    public virtual IAsyncEnumerable<Automation> ListAutomationsAsync(CancellationToken cancellationToken = default) =>
        ListAsync("automations", () => $"/automation/automations", automation => automation.Id, Default.PageAutomation, cancellationToken);

    /// <summary>An automation (<c>GET /automation/automations/{id}</c>).</summary>
    public virtual Task<Automation> GetAutomationAsync(string automationId, CancellationToken cancellationToken = default) =>
        GetAsync($"/automation/automations/{automationId}", Default.Automation, cancellationToken);

    /// <summary>The runs of automations, all pages (<c>GET /automation/runs</c>).</summary>
    /// <param name="automationId">Only runs of this automation; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual IAsyncEnumerable<AutomationRun> ListAutomationRunsAsync(string? automationId = null, CancellationToken cancellationToken = default) =>
        ListAsync("automation runs", () => RequestPath.Of($"/automation/runs").Query("automation", automationId), run => run.Id, Default.PageAutomationRun, cancellationToken);

    /// <summary>A run of an automation (<c>GET /automation/runs/{id}</c>).</summary>
    public virtual Task<AutomationRun> GetAutomationRunAsync(string runId, CancellationToken cancellationToken = default) =>
        GetAsync($"/automation/runs/{runId}", Default.AutomationRun, cancellationToken);
}
