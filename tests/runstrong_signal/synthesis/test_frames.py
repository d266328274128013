"""The physics: what an accelerometer must read for motions whose answer is known by hand."""

import numpy as np
import pytest

from runstrong_signal.synthesis.frames import G_MPS2, Motion, Turn, rotate, specific_force_g, unit, upright
from runstrong_signal.synthesis.sensor import random_mount

RATE_HZ = 200.0
AT_REST = np.zeros((400, 3))


def motion(
    position_m: np.ndarray, up: list[float], *turns: Turn, lever: tuple[float, float, float] = (0, 0, 0)
) -> Motion:
    return Motion(position_m, upright(unit(np.array(up))), turns, np.array(lever, dtype=float))


@pytest.mark.parametrize("up", [[0, 0, 1], [0, 0, -1], [0, -1, 0], [0, 1, 0], [-1, 0, 0], [0.3, -0.8, 0.2]])
def test_at_rest_it_reads_one_g_along_up(up: list[float]) -> None:
    force_g = specific_force_g(motion(AT_REST, up), RATE_HZ)
    np.testing.assert_allclose(force_g, np.tile(unit(np.array(up, dtype=float)), (400, 1)), atol=1e-12)


def test_it_reads_nothing_in_free_fall() -> None:
    t_s = np.arange(400) / RATE_HZ
    falling = np.outer(-0.5 * G_MPS2 * t_s**2, [0, 0, 1])
    np.testing.assert_allclose(specific_force_g(motion(falling, [0, -1, 0]), RATE_HZ), 0.0, atol=1e-6)


def test_a_lift_is_felt_on_the_axis_that_points_up() -> None:
    t_s = np.arange(400) / RATE_HZ
    lifting = np.outer(0.5 * 2.0 * t_s**2, [0, 0, 1])
    prone = specific_force_g(motion(lifting, [0, -1, 0]), RATE_HZ)
    np.testing.assert_allclose(prone[50], [0.0, -1.0 - 2.0 / G_MPS2, 0.0], atol=1e-6)


def test_a_lever_that_turns_evenly_feels_the_centripetal_term() -> None:
    speed_radps, radius_m = 3.0, 0.4
    angle = speed_radps * np.arange(400) / RATE_HZ
    swinging = motion(AT_REST, [0, 0, 1], Turn(np.array([1.0, 0, 0]), angle), lever=(0, 0, -radius_m))
    force_g = specific_force_g(swinging, RATE_HZ)
    # towards the pivot, which is along +L; gravity's share on L is cos(angle)
    expected = np.cos(angle) + speed_radps**2 * radius_m / G_MPS2
    np.testing.assert_allclose(force_g[5:-5, 2], expected[5:-5], atol=2e-3)


def test_a_lever_that_speeds_up_feels_the_tangential_term() -> None:
    gain_radps2, radius_m = 6.0, 0.4
    t_s = np.arange(60) / RATE_HZ
    angle = 0.5 * gain_radps2 * t_s**2
    swinging = motion(AT_REST[:60], [0, 0, 1], Turn(np.array([1.0, 0, 0]), angle), lever=(0, 0, -radius_m))
    force_g = specific_force_g(swinging, RATE_HZ)
    tangential = np.abs(force_g[2, 1] - rotate(np.array([[0.0, 0, 1]]), np.array([1.0, 0, 0]), angle[2:3])[0, 1])
    assert tangential == pytest.approx(gain_radps2 * radius_m / G_MPS2, rel=0.02)


def test_rotation_about_the_vertical_stays_invisible_at_the_axis() -> None:
    angle = np.linspace(0.0, 4.0, 400)
    spinning = motion(AT_REST, [0, 0, 1], Turn(np.array([0, 0, 1.0]), angle))
    np.testing.assert_allclose(specific_force_g(spinning, RATE_HZ), np.tile([0, 0, 1.0], (400, 1)), atol=1e-12)


def test_mounting_changes_axes_and_not_the_magnitude() -> None:
    rng = np.random.default_rng(5)
    force_g = rng.standard_normal((50, 3))
    mount = random_mount(rng)
    np.testing.assert_allclose(mount @ mount.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(mount) == pytest.approx(1.0)
    np.testing.assert_allclose(np.linalg.norm(force_g @ mount.T, axis=1), np.linalg.norm(force_g, axis=1))
